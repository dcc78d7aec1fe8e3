import { healthyAccount, known } from '../core/example-facts.ts';
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
  needs: ['lastHeartbeat', 'watchedSince'],
  judge,
  remedy: {
    en: [
      'A heartbeat goes the way of an alert: rule, role, bus, queue, function. See which of these another check names.',
      'Look into the dead-letter queues of the hub, and into `rootguard-forward-dlq` of the account: EventBridge says there why it gave up.',
      'Deploy again: the stack `rootguard` in the hub, `member.yaml` in members. A Region that RootGuard was taken out of is forgotten after 30 days.',
    ],
    ko: [
      '하트비트는 알림과 같은 길(규칙, 역할, 버스, 대기열, 함수)로 옵니다. 다른 점검에서 어느 부분이 실패했는지 확인합니다.',
      '허브의 배달 못한 편지 대기열과 계정의 `rootguard-forward-dlq`를 확인합니다. EventBridge가 포기한 이유가 적혀 있습니다.',
      '다시 배포합니다. 허브에는 `rootguard` 스택, 멤버에는 `member.yaml`입니다. RootGuard를 제거한 리전은 30일 뒤에 점검하지 않습니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4, 2.11.3' },
  examples: () => [
    { name: 'twenty minutes ago', facts: healthyAccount(), gives: 'pass' },
    { name: 'three hours ago', facts: beaten(3 * hour), gives: 'warn' },
    { name: 'a day ago', facts: beaten(24 * hour), gives: 'fail' },
    {
      name: 'a day ago in one Region, while another goes on',
      facts: beaten(24 * hour, 'ap-northeast-2'),
      gives: 'fail',
    },
    {
      name: 'none yet, from an account that is watched since an hour',
      facts: healthyAccount({ lastHeartbeat: known(undefined), watchedSince: known(exampleTime - hour) }),
      gives: 'not-applicable',
    },
    {
      name: 'none ever, from an account that is watched for long',
      facts: healthyAccount({
        lastHeartbeat: known(undefined),
        watchedSince: known(exampleTime - 24 * hour),
      }),
      gives: 'warn',
    },
    { name: 'a minute ahead of our clock', facts: beaten(-minute), gives: 'pass' },
    {
      name: 'an hour ahead of our clock, which would look fresh for long',
      facts: beaten(-hour),
      gives: 'unknown',
    },
    {
      name: 'the table does not answer',
      facts: healthyAccount({
        lastHeartbeat: { known: false, cause: 'store-error', call: 'dynamodb:Query' },
      }),
      gives: 'unknown',
    },
  ],
});

/** One is sent every hour, by the hub more often; a missed one is no silence yet. */
const late = 2 * hour;
const silent = 4 * hour;
const skew = 5 * minute;

function beaten(ago: number, region = 'us-east-1'): AccountFacts {
  return healthyAccount({
    lastHeartbeat: known({ account: '111122223333', region, at: exampleTime - ago }),
  });
}

function judge(
  { lastHeartbeat, watchedSince }: Pick<AccountFacts, 'lastHeartbeat' | 'watchedSince'>,
  at: number,
): Verdict {
  if (!lastHeartbeat.known) return unknown(lastHeartbeat);
  const last = lastHeartbeat.value;
  if (last === undefined) return never(watchedSince, at);
  const age = at - last.at;
  if (age < -skew) return unknown({ cause: 'clock-skew', call: 'the last heartbeat' });
  const minutes = Math.max(0, Math.round(age / minute));
  if (age < late) {
    return verdict(
      'pass',
      `The path was proven ${minutes} min before the check.`,
      `점검 ${minutes}분 전에 경로가 확인되었습니다.`,
    );
  }
  const hours = Math.round(age / hour);
  return age < silent
    ? verdict(
        'warn',
        `The last heartbeat from ${last.region} came ${hours} hours before the check; one is due every hour.`,
        `${last.region}의 마지막 하트비트가 점검 ${hours}시간 전에 왔습니다. 한 시간마다 와야 합니다.`,
      )
    : verdict(
        'fail',
        `No heartbeat came from ${last.region} for ${hours} hours: an alert would not come either.`,
        `${last.region}에서 ${hours}시간 동안 하트비트가 오지 않았습니다. 알림도 오지 않을 것입니다.`,
      );
}

function never(watchedSince: AccountFacts['watchedSince'], at: number): Verdict {
  if (!watchedSince.known) return unknown(watchedSince);
  return watchedSince.value === undefined || at - watchedSince.value < silent
    ? verdict(
        'not-applicable',
        'No heartbeat came yet. RootGuard has only begun to watch this account, and one is due every hour.',
        '아직 하트비트가 없습니다. 이 계정의 감시를 막 시작했으며, 하트비트는 한 시간마다 옵니다.',
      )
    : verdict(
        'warn',
        'No heartbeat ever came from this account: nothing proves that an alert would.',
        '이 계정에서 하트비트가 온 적이 없습니다. 알림이 올 것이라는 증거가 없습니다.',
      );
}
