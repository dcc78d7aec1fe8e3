import { denied, healthyAccount, known } from '../core/example-facts.ts';
import {
  type AccountFacts,
  defineCheck,
  exampleTime,
  unknown,
  type Verdict,
  verdict,
} from '../core/posture.ts';

const aDayBefore = exampleTime - 24 * 3_600_000;
const missed = { id: '0f6a1d1e-example', name: 'ConsoleLogin', at: exampleTime - 3_600_000 };

export default defineCheck({
  scope: 'account',
  title: { en: "CloudTrail's history against the alerts", ko: 'CloudTrail 이벤트 기록과 알림 대조' },
  severity: 'critical',
  needs: ['rootHistory'],
  judge,
  remedy: {
    en: [
      'Look at what root did there, now: `aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=Username,AttributeValue=root`.',
      'Find where it got lost: the trail, the rule, its target and the dead-letter queues are checks of their own.',
      'Messages in a dead-letter queue can be sent again: `aws sqs start-message-move-task --source-arn ARN`.',
    ],
    ko: [
      '루트가 무엇을 했는지 지금 확인하세요: `aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=Username,AttributeValue=root`.',
      '어디서 사라졌는지 찾습니다. 추적, 규칙, 대상, 배달 못한 편지 대기열은 각각의 점검 항목에 있습니다.',
      '배달 못한 편지 대기열의 메시지는 `aws sqs start-message-move-task --source-arn ARN`으로 다시 보낼 수 있습니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4, 2.11.3' },
  examples: () => [
    { name: 'root did nothing', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'root signed in, and RootGuard knows of it',
      facts: healthyAccount({ rootHistory: known({ from: aDayBefore, events: 1, missed: [] }) }),
      gives: 'pass',
    },
    {
      name: 'root signed in, and RootGuard was not told',
      facts: healthyAccount({ rootHistory: known({ from: aDayBefore, events: 1, missed: [missed] }) }),
      gives: 'fail',
    },
    {
      name: 'RootGuard has only begun to watch',
      facts: healthyAccount({ rootHistory: known({ from: undefined, events: 0, missed: [] }) }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS throttles the look',
      facts: healthyAccount({
        rootHistory: { known: false, cause: 'throttled', call: 'cloudtrail:LookupEvents' },
      }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the look',
      facts: healthyAccount({ rootHistory: denied('cloudtrail:LookupEvents') }),
      gives: 'unknown',
    },
  ],
});

function judge({ rootHistory }: Pick<AccountFacts, 'rootHistory'>): Verdict {
  if (!rootHistory.known) return unknown(rootHistory);
  const { from, events, missed: lost } = rootHistory.value;
  if (lost.length > 0) {
    const named = lost
      .map(({ name, id, at }) => `${name} (${new Date(at).toISOString().slice(0, 16)}Z, ${id})`)
      .join(', ');
    return verdict(
      'fail',
      `Root did what RootGuard was not told of: ${named}.`,
      `RootGuard가 통보받지 못한 루트 활동이 있습니다: ${named}.`,
    );
  }
  if (from === undefined) {
    return verdict(
      'not-applicable',
      'RootGuard has only begun to watch this account: there is nothing to compare yet.',
      'RootGuard가 이 계정을 이제 막 감시하기 시작해 아직 대조할 것이 없습니다.',
    );
  }
  const since = `${new Date(from).toISOString().slice(0, 16)}Z`;
  if (events === 0)
    return verdict(
      'pass',
      `CloudTrail knows of nothing that root changed since ${since}.`,
      `${since} 이후 CloudTrail에 루트가 변경한 것이 없습니다.`,
    );
  return verdict(
    'pass',
    `RootGuard was told of everything that root changed since ${since} (${events}).`,
    `${since} 이후 루트가 변경한 ${events}건을 RootGuard가 모두 통보받았습니다.`,
  );
}
