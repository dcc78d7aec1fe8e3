import { isAhead } from '../core/clock-skew.ts';
import { dueFrom, hiddenIn, sinceOf } from '../core/due-heartbeats.ts';
import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { homeRegion, type RegionalHeartbeat } from '../core/heartbeat.ts';
import {
  type AccountFacts,
  defineCheck,
  exampleTime,
  unknown,
  type Verdict,
  verdict,
} from '../core/posture.ts';

const minute = 60_000;
const hour = 60 * minute;

export default defineCheck({
  scope: 'account',
  title: { en: 'Heartbeat through the real path', ko: '실제 경로의 하트비트' },
  severity: 'critical',
  needs: ['heartbeats', 'alertRule', 'regionalRules'],
  judge,
  remedy: {
    en: [
      'A heartbeat goes the way of an alert: rule, role, bus, queue, function. See which of these another check names.',
      'Look into the dead-letter queues of the hub, and into `rootguard-forward-dlq` of the account: EventBridge says there why it gave up.',
      'Deploy again: the stack `rootguard` in the hub, `member.yaml` in members. A Region that RootGuard was taken out of is no longer expected to send any.',
    ],
    ko: [
      '하트비트는 알림과 같은 길(규칙, 역할, 버스, 대기열, 함수)로 옵니다. 다른 점검에서 어느 부분이 실패했는지 확인합니다.',
      '허브의 배달 못한 편지 대기열과 계정의 `rootguard-forward-dlq`를 확인합니다. EventBridge가 포기한 이유가 적혀 있습니다.',
      '다시 배포합니다. 허브에는 `rootguard` 스택, 멤버에는 `member.yaml`입니다. RootGuard를 제거한 리전에서는 하트비트를 기다리지 않습니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4, 2.11.3' },
  examples: () => [
    { name: 'twenty minutes ago', facts: healthyAccount(), gives: 'pass' },
    { name: 'three hours ago', facts: beaten(3 * hour), gives: 'warn' },
    { name: 'a day ago', facts: beaten(24 * hour), gives: 'fail' },
    { name: 'a day ago, while another Region goes on', facts: beaten(24 * hour, 'eu-west-1'), gives: 'fail' },
    {
      name: 'a day ago, and the rule is gone: another check',
      facts: beaten(24 * hour, 'ap-northeast-2'),
      gives: 'pass',
    },
    {
      name: 'a day ago, and AWS does not tell whether the rule is there',
      facts: { ...beaten(24 * hour, 'eu-west-1'), regionalRules: denied('account:ListRegions') },
      gives: 'fail',
    },
    { name: 'none for an hour with the rule', facts: silentFor(hour), gives: 'not-applicable' },
    { name: 'none for a day with the rule', facts: silentFor(24 * hour), gives: 'fail' },
    {
      name: 'none from a Region that nobody expected one of so far',
      facts: healthyAccount({ heartbeats: known([home]) }),
      gives: 'not-applicable',
    },
    {
      name: 'none from an account that never had the rules: that is another check',
      facts: healthyAccount({
        alertRule: known({ name: 'rootguard-root-events', exists: false, state: undefined, targets: 0 }),
        regionalRules: known([{ region: 'eu-west-1', state: known('missing') }]),
        heartbeats: known([]),
      }),
      gives: 'not-applicable',
    },
    { name: 'a minute ahead of our clock', facts: beaten(-minute), gives: 'pass' },
    { name: 'an hour ahead of our clock', facts: beaten(-hour), gives: 'unknown' },
    {
      name: 'AWS does not tell from which Regions one is due',
      facts: healthyAccount({ regionalRules: denied('account:ListRegions') }),
      gives: 'unknown',
    },
    {
      name: 'AWS does not tell whether one is due from one Region',
      facts: healthyAccount({
        regionalRules: known([{ region: 'eu-west-1', state: denied('events:DescribeRule') }]),
      }),
      gives: 'unknown',
    },
    {
      name: 'the table does not answer',
      facts: healthyAccount({ heartbeats: { known: false, cause: 'store-error', call: 'dynamodb:Query' } }),
      gives: 'unknown',
    },
  ],
});

/** One is sent every hour, by the hub more often; a missed one is no silence yet. */
const late = 2 * hour;
const silent = 4 * hour;

const home = { region: homeRegion, at: exampleTime - hour / 3, expectedSince: 0 };
const other = { ...home, region: 'eu-west-1' };

function beaten(ago: number, region = homeRegion): AccountFacts {
  const rows = [home, other].filter((row) => row.region !== region);
  return healthyAccount({
    heartbeats: known([...rows, { region, at: exampleTime - ago, expectedSince: 0 }]),
  });
}

function silentFor(ago: number): AccountFacts {
  return healthyAccount({
    heartbeats: known([home, { region: 'eu-west-1', expectedSince: exampleTime - ago }]),
  });
}

function judge(
  { heartbeats, ...rules }: Pick<AccountFacts, 'heartbeats' | 'alertRule' | 'regionalRules'>,
  at: number,
): Verdict {
  if (!heartbeats.known) return unknown(heartbeats);
  const rows = dueFrom(heartbeats.value, rules);
  const oldestFirst = rows.toSorted((a, b) => sinceOf(a, at) - sinceOf(b, at));
  const lost = oldestFirst.filter((row) => at - sinceOf(row, at) >= silent);
  const [worst] = lost;
  if (worst !== undefined) return silence(worst, lost.length - 1, at);
  if (rows.some((row) => row.at !== undefined && isAhead(row.at, at)))
    return unknown({ cause: 'clock-skew', call: 'the last heartbeat' });
  const overdue = oldestFirst.find((row) => row.at !== undefined && at - row.at >= late);
  if (overdue?.at !== undefined) {
    const hours = Math.round((at - overdue.at) / hour);
    return verdict(
      'warn',
      `The last heartbeat from ${overdue.region} came ${hours} hours before the check; one is due every hour.`,
      `${overdue.region}의 마지막 하트비트가 점검 ${hours}시간 전에 왔습니다. 한 시간마다 와야 합니다.`,
    );
  }
  const hidden = hiddenIn(rules);
  if (hidden !== undefined) return unknown(hidden);
  const [oldest] = oldestFirst;
  if (oldest === undefined)
    return verdict(
      'not-applicable',
      'No Region has the rules, so no heartbeat is due: see the other checks.',
      '규칙이 있는 리전이 없어 올 하트비트가 없습니다. 다른 점검을 확인하세요.',
    );
  const waiting = rows.find((row) => row.at === undefined);
  if (waiting !== undefined)
    return verdict(
      'not-applicable',
      `No heartbeat came from ${waiting.region} yet. RootGuard has only begun to watch there, and one is due every hour.`,
      `${waiting.region}에서 아직 하트비트가 없습니다. 이 리전의 감시를 막 시작했으며, 하트비트는 한 시간마다 옵니다.`,
    );
  const minutes = Math.max(0, Math.round((at - sinceOf(oldest, at)) / minute));
  return verdict(
    'pass',
    `The path was proven ${minutes} min before the check.`,
    `점검 ${minutes}분 전에 경로가 확인되었습니다.`,
  );
}

function silence({ region, at: last }: RegionalHeartbeat, more: number, at: number): Verdict {
  const [others, otherKo] =
    more === 0
      ? ['', '']
      : [` ${more} more Regions are silent, too.`, ` 그 밖에 리전 ${more}개도 조용합니다.`];
  if (last === undefined)
    return verdict(
      'fail',
      `No heartbeat comes from ${region}, where one is due every hour: an alert would not come either.${others}`,
      `한 시간마다 와야 하는 하트비트가 ${region}에서 오지 않습니다. 알림도 오지 않을 것입니다.${otherKo}`,
    );
  const hours = Math.round((at - last) / hour);
  return verdict(
    'fail',
    `No heartbeat came from ${region} for ${hours} hours: an alert would not come either.${others}`,
    `${region}에서 ${hours}시간 동안 하트비트가 오지 않았습니다. 알림도 오지 않을 것입니다.${otherKo}`,
  );
}
