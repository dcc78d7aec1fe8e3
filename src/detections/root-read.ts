import { defineDetection } from '../core/detection.ts';
import { rootCall, userCall } from '../core/example-event.ts';
import { usedRoot } from '../core/root-actor.ts';

export default defineDetection({
  title: { en: 'Root looked at something: {event}', ko: '루트 사용자가 조회했습니다: {event}' },
  fallback: true,
  severity: () => 'low',
  because: () => ['read-only'],
  matches: (event) =>
    event.name !== 'CheckMfa' &&
    !event.actor.assumedRoot &&
    event.readOnly &&
    event.outcome === 'success' &&
    usedRoot(event),
  guidance: {
    en: [
      'Ask the people who hold the root credentials what they are doing. Reads that belong to a session with an alert are added to its card.',
    ],
    ko: [
      '루트 자격 증명을 가진 담당자에게 무엇을 하는 중인지 확인하세요. 알림이 있는 세션의 조회는 그 카드에 더해집니다.',
    ],
  },
  examples: () => [
    {
      name: 'a list',
      record: rootCall('ListBuckets', 's3.amazonaws.com', { readOnly: true }),
      raises: 'low',
    },
    {
      name: 'a change is another detection',
      record: rootCall('CreateUser', 'iam.amazonaws.com'),
      raises: 'nothing',
    },
    {
      name: 'by an IAM user',
      record: userCall('ListBuckets', 's3.amazonaws.com', { readOnly: true }),
      raises: 'nothing',
    },
  ],
});
