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
  needs: ['lastHeartbeat'],
  judge,
  remedy: {
    en: [
      'A heartbeat goes the way of an alert: rule, role, bus, queue, function. See which of these another check names.',
      'Look into the dead-letter queues of the hub, and into `rootguard-forward-dlq` of the account: EventBridge says there why it gave up.',
      'Deploy again: the stack `rootguard` in the hub, `member.yaml` in members.',
    ],
    ko: [
      '하트비트는 알림과 같은 길(규칙, 역할, 버스, 대기열, 함수)로 옵니다. 다른 점검에서 어느 부분이 실패했는지 확인합니다.',
      '허브의 배달 못한 편지 대기열과 계정의 `rootguard-forward-dlq`를 확인합니다. EventBridge가 포기한 이유가 적혀 있습니다.',
      '다시 배포합니다. 허브에는 `rootguard` 스택, 멤버에는 `member.yaml`입니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4, 2.11.3' },
  examples: () => [
    { name: 'half an hour ago', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'three hours ago',
      facts: healthyAccount({ lastHeartbeat: known(exampleTime - 3 * hour) }),
      gives: 'warn',
    },
    {
      name: 'a day ago',
      facts: healthyAccount({ lastHeartbeat: known(exampleTime - 24 * hour) }),
      gives: 'fail',
    },
    {
      name: 'none ever came, so none is sent',
      facts: healthyAccount({ lastHeartbeat: known(undefined) }),
      gives: 'not-applicable',
    },
    {
      name: 'a minute ahead of our clock',
      facts: healthyAccount({ lastHeartbeat: known(exampleTime + minute) }),
      gives: 'pass',
    },
    {
      name: 'an hour ahead of our clock, which would look fresh for long',
      facts: healthyAccount({ lastHeartbeat: known(exampleTime + hour) }),
      gives: 'unknown',
    },
    {
      name: 'the table does not answer',
      facts: healthyAccount({
        lastHeartbeat: { known: false, cause: 'store-error', call: 'dynamodb:GetItem' },
      }),
      gives: 'unknown',
    },
  ],
});

/** One is sent every 15 minutes; a missed one or two are no silence yet. `rootguard-silent`, the alarm, is louder than this check. */
const late = hour;
const silent = 4 * hour;
const skew = 5 * minute;

function judge({ lastHeartbeat }: Pick<AccountFacts, 'lastHeartbeat'>, at: number): Verdict {
  if (!lastHeartbeat.known) return unknown(lastHeartbeat);
  const last = lastHeartbeat.value;
  if (last === undefined) {
    return verdict(
      'not-applicable',
      'No heartbeat ever came from this account: none is sent.',
      '이 계정에서 온 하트비트가 없습니다. 보내도록 설정되지 않았습니다.',
    );
  }
  const age = at - last;
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
  const [en, ko] = hours < 2 ? [`${minutes} min`, `${minutes}분`] : [`${hours} hours`, `${hours}시간`];
  return age < silent
    ? verdict(
        'warn',
        `The last heartbeat came ${en} before the check; one is due every 15 minutes.`,
        `마지막 하트비트가 점검 ${ko} 전에 왔습니다. 15분마다 와야 합니다.`,
      )
    : verdict(
        'fail',
        `No heartbeat came for ${hours} hours: an alert would not come either.`,
        `${hours}시간 동안 하트비트가 오지 않았습니다. 알림도 오지 않을 것입니다.`,
      );
}
