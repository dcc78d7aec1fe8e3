import { defineDetection } from '../core/detection.ts';
import { rootSignIn, userCall } from '../core/example-event.ts';
import { callsTo } from '../core/guard-call.ts';

/** Sources disagree on who reports it. */
const sources: ReadonlySet<string> = new Set(['signin.amazonaws.com', 'iam.amazonaws.com']);

export default defineDetection({
  title: { en: 'The root e-mail address was changed', ko: '루트 이메일 주소가 변경되었습니다' },
  deed: { en: 'e-mail address changed', ko: '이메일 주소 변경' },
  severity: (event) => (event.outcome === 'success' ? 'critical' : 'high'),
  because: (event) => (event.outcome === 'success' ? ['root-credential'] : ['attempt']),
  matches: (event) => event.name === 'EmailUpdated' && sources.has(event.source),
  listens: [
    callsTo('iam', ['EmailUpdated']),
    {
      source: ['aws.signin'],
      'detail-type': [{ suffix: ' via CloudTrail' }],
      detail: { eventSource: ['signin.amazonaws.com'], eventName: ['EmailUpdated'] },
    },
  ],
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody says yes: whoever owns the new address owns root. AWS mails the old address; call AWS Support at once.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '아무도 아니라면 새 주소의 주인이 루트의 주인이 됩니다. AWS가 이전 주소로 메일을 보내니 바로 AWS Support에 연락하세요.',
    ],
  },
  examples: () => [
    {
      name: 'as IAM reports it',
      record: { ...changed('Success'), eventSource: 'iam.amazonaws.com' },
      raises: 'critical',
    },
    { name: 'it was', record: changed('Success'), raises: 'critical' },
    { name: 'an attempt that failed', record: changed('Failure'), raises: 'high' },
    {
      name: 'an event of that name from elsewhere',
      record: userCall('EmailUpdated', 'cognito-idp.amazonaws.com'),
      raises: 'nothing',
    },
  ],
});

function changed(outcome: 'Success' | 'Failure') {
  return {
    ...rootSignIn(),
    eventName: 'EmailUpdated',
    responseElements: { EmailUpdated: outcome },
    additionalEventData: null,
  };
}
