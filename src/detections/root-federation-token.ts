import { defineDetection } from '../core/detection.ts';
import { rootCall, rootIdentity, userCall } from '../core/example-event.ts';
import { isRoot } from '../core/root-actor.ts';

const calls = ['GetFederationToken'];

export default defineDetection({
  title: { en: 'Root opened a session for somebody else', ko: '루트가 다른 사람의 세션을 열었습니다' },
  severity: () => 'critical',
  because: () => ['root-session'],
  matches: (event) =>
    calls.includes(event.name) &&
    event.source === 'sts.amazonaws.com' &&
    event.outcome === 'success' &&
    isRoot(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'These keys outlive a change of the password: look at every call that is made with them.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '이 키는 암호를 바꿔도 유지됩니다. 이 키로 한 모든 호출을 확인하세요.',
    ],
  },
  examples: () => [
    {
      name: 'with a long-term key, in the Region of the call',
      record: rootCall('GetFederationToken', 'sts.amazonaws.com', {
        awsRegion: 'ap-northeast-2',
        userIdentity: { ...rootIdentity, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', sessionContext: undefined },
        requestParameters: { name: 'kim', policy: '{}' },
        readOnly: true,
      }),
      raises: 'critical',
    },
    {
      name: 'a call that AWS refused is another detection',
      record: rootCall('GetFederationToken', 'sts.amazonaws.com', { errorCode: 'AccessDenied' }),
      raises: 'nothing',
    },
    {
      name: 'it did',
      record: rootCall('GetFederationToken', 'sts.amazonaws.com', {
        responseElements: { credentials: { accessKeyId: 'ASIAEXAMPLE000000000' } },
      }),
      raises: 'critical',
    },
    {
      name: 'an IAM user did',
      record: userCall('GetFederationToken', 'sts.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});
