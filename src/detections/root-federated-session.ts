import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { usedRoot } from '../core/root-actor.ts';

export default defineDetection({
  title: { en: 'A session that root opened called {event}', ko: '루트가 연 세션이 {event} 호출을 했습니다' },
  severity: (event) => (event.outcome === 'failure' ? 'high' : 'critical'),
  because: (event) => (event.outcome === 'failure' ? ['root-session', 'denied'] : ['root-session']),
  matches: (event) => event.actor.type !== 'Root' && event.actor.issuer === 'Root' && usedRoot(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials who got this session (GetFederationToken) and why.',
      'If nobody knows: it lasts an hour and cannot be recalled; deny it with a policy and treat the account as compromised.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 누구에게 왜 이 세션(GetFederationToken)을 주었는지 확인하세요.',
      '아무도 모른다면 세션은 한 시간 유지되고 취소할 수 없으니 정책으로 거부하고 계정이 침해된 것으로 보세요.',
    ],
  },
  examples: () => [
    { name: 'a federated user of root', record: federated('Root'), raises: 'critical' },
    {
      name: 'a federated user of root is refused',
      record: { ...federated('Root'), errorCode: 'AccessDenied' },
      raises: 'high',
    },
    { name: 'a federated user of an IAM user', record: federated('IAMUser'), raises: 'nothing' },
    {
      name: 'root itself is another detection',
      record: rootCall('PutBucketPolicy', 's3.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});

function federated(issuer: string) {
  const sessionIssuer = { type: issuer, accountId: '111122223333' };
  const arn = 'arn:aws:sts::111122223333:federated-user/kim';
  return userCall('PutBucketPolicy', 's3.amazonaws.com', {
    userIdentity: {
      type: 'FederatedUser',
      arn,
      accountId: '111122223333',
      accessKeyId: 'ASIAEXAMPLE000000000',
      sessionContext: { sessionIssuer },
    },
  });
}
