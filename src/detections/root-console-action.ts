import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { usedRoot } from '../core/root-actor.ts';

export default defineDetection({
  title: { en: 'Root used the billing or account console', ko: '루트가 결제 또는 계정 콘솔을 사용했습니다' },
  severity: (event) => (event.readOnly ? 'low' : 'medium'),
  because: (event) => (event.readOnly ? ['read-only'] : ['root-write']),
  matches: (event) => event.type === 'AwsConsoleAction' && event.outcome === 'success' && usedRoot(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'Look at the account page for what was changed: contacts and security questions are ways back into root.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '계정 페이지에서 무엇이 바뀌었는지 확인하세요. 연락처와 보안 질문은 루트를 되찾는 통로입니다.',
    ],
  },
  examples: () => [
    {
      name: 'security questions',
      record: rootCall('SetSecurityQuestions', 'aws-portal.amazonaws.com', { eventType: 'AwsConsoleAction' }),
      raises: 'medium',
    },
    {
      name: 'a page that is only looked at',
      record: rootCall('ViewBilling', 'aws-portal.amazonaws.com', {
        eventType: 'AwsConsoleAction',
        readOnly: true,
      }),
      raises: 'low',
    },
    { name: 'an API call', record: rootCall('CreateUser', 'iam.amazonaws.com'), raises: 'nothing' },
    {
      name: 'by an IAM user',
      record: userCall('SetAdditionalContacts', 'aws-portal.amazonaws.com', {
        eventType: 'AwsConsoleAction',
      }),
      raises: 'nothing',
    },
  ],
});
