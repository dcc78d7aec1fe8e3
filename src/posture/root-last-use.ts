import type { RootLastUse } from '../core/account-facts.ts';
import { isAhead } from '../core/clock-skew.ts';
import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { inUtc } from '../core/in-utc.ts';
import type { Text } from '../core/locale.ts';
import { cis } from '../core/mappings.ts';
import {
  type AccountFacts,
  defineCheck,
  exampleTime,
  quietWarning,
  unknown,
  type Verdict,
  verdict,
} from '../core/posture.ts';

const hour = 3_600_000;
const day = 24 * hour;
const yesterday: RootLastUse = {
  at: exampleTime - day,
  by: 'password',
  reportedAt: exampleTime - hour,
  alerted: known(true),
};

const used = (change: Partial<RootLastUse>) =>
  healthyAccount({ rootLastUse: known({ ...yesterday, ...change }) });

export default defineCheck({
  scope: 'account',
  title: { en: 'Root is not used day to day', ko: '루트를 평소에 사용하지 않음' },
  severity: 'high',
  needs: ['rootLastUse', 'watchedSince'],
  judge,
  remedy: {
    en: [
      'Look what root did: `aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=Username,AttributeValue=root`.',
      "Ask the account's owner, by phone or in person, whether it was them. If nobody knows of it, reset the root password and look for new users, roles and keys.",
      'If RootGuard was not told, `/rootguard check` names the broken part: the trail, the rule or its target.',
    ],
    ko: [
      '루트가 무엇을 했는지 확인합니다: `aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=Username,AttributeValue=root`.',
      '계정 소유자에게 전화나 대면으로 본인이 맞는지 확인합니다. 아무도 모른다면 루트 암호를 재설정하고 새 사용자, 역할, 키가 생겼는지 살펴봅니다.',
      'RootGuard가 알림을 받지 못했다면 `/rootguard check`에서 추적, 규칙, 대상 중 끊어진 부분을 확인합니다.',
    ],
  },
  guide: 'trail',
  mappings: {
    ...cis('1.7', '1.7', '1.6', '2.6', '2.7'),
    'Security Hub': 'IAM.20',
    Prowler: 'iam_avoid_root_usage',
    'KISA ISMS-P': '2.5.5',
  },
  examples: () => [
    { name: 'last used years ago', facts: healthyAccount(), gives: 'pass' },
    { name: 'never used', facts: used({ at: undefined, by: undefined }), gives: 'pass' },
    { name: 'used yesterday, and told of', facts: used({}), gives: 'warn' },
    {
      name: 'used yesterday, and RootGuard heard nothing',
      facts: used({ alerted: known(false) }),
      gives: 'fail',
    },
    {
      name: 'used yesterday, before RootGuard came',
      facts: healthyAccount({
        rootLastUse: known({ ...yesterday, alerted: known(false) }),
        watchedSince: known(exampleTime - hour),
      }),
      gives: 'warn',
    },
    {
      name: 'used yesterday, and this is the first check',
      facts: healthyAccount({
        rootLastUse: known({ ...yesterday, alerted: known(false) }),
        watchedSince: known(undefined),
      }),
      gives: 'warn',
    },
    {
      name: 'used minutes ago: the event may still be on its way',
      facts: healthyAccount({
        rootLastUse: known({ ...yesterday, at: exampleTime - 60_000, alerted: known(false) }),
      }),
      gives: 'warn',
    },
    {
      name: 'used yesterday, and the table does not say whether RootGuard told of it',
      facts: healthyAccount({
        rootLastUse: known({
          ...yesterday,
          alerted: { known: false, cause: 'store-error', call: 'dynamodb:GetItem' },
        }),
      }),
      gives: 'unknown',
    },
    {
      name: 'a report that is older than a day',
      facts: used({ reportedAt: exampleTime - 2 * day }),
      gives: 'unknown',
    },
    { name: 'a report of tomorrow', facts: used({ reportedAt: exampleTime + day }), gives: 'unknown' },
    {
      name: 'AWS denies the report',
      facts: healthyAccount({ rootLastUse: denied('iam:GetCredentialReport') }),
      gives: 'unknown',
    },
  ],
});

/** CIS wants root unused from day to day; a use within a month is worth a look. */
const recent = 30 * day;
/** A report is four hours old at most, unless AWS does not make a new one. */
const staleAfter = day;
/** CloudTrail and EventBridge take minutes. */
const onItsWay = 15 * 60_000;

function judge(
  { rootLastUse, watchedSince }: Pick<AccountFacts, 'rootLastUse' | 'watchedSince'>,
  now: number,
): Verdict {
  if (!rootLastUse.known) return unknown(rootLastUse);
  const { at, by, reportedAt, alerted } = rootLastUse.value;
  if (isAhead(reportedAt, now)) return unknown({ cause: 'clock-skew', call: 'iam:GetCredentialReport' });
  if (now - reportedAt > staleAfter) return unknown({ cause: 'not-ready', call: 'iam:GetCredentialReport' });
  const told = reportOf(reportedAt);
  if (at === undefined)
    return verdict(
      'pass',
      `AWS knows of no use of root (${told.en}).`,
      `AWS에 루트 사용 기록이 없습니다(${told.ko}).`,
    );
  const date = new Date(at).toISOString().slice(0, 10);
  if (now - at > recent) {
    return verdict(
      'pass',
      `Root was last used on ${date} (${told.en}).`,
      `루트를 마지막으로 사용한 날은 ${date}입니다(${told.ko}).`,
    );
  }
  const [en, ko] =
    by === 'password'
      ? [`Root signed in on ${date}`, `${date}에 루트가 로그인했습니다`]
      : [`A root access key was used on ${date}`, `${date}에 루트 액세스 키가 사용되었습니다`];
  if (!alerted.known) return unknown(alerted);
  if (alerted.value)
    return quietWarning(`${en}; RootGuard told of it.`, `${ko}. RootGuard가 알린 사용입니다.`);
  if (!watchedSince.known) return unknown(watchedSince);
  if (watchedSince.value === undefined || at < watchedSince.value) {
    return verdict(
      'warn',
      `${en}, before RootGuard watched this account.`,
      `${ko}. RootGuard가 이 계정을 감시하기 전입니다.`,
    );
  }
  if (now - at < onItsWay)
    return quietWarning(
      `${en}, minutes ago; the alert may still be on its way.`,
      `${ko}. 몇 분 전이라 알림이 아직 오는 중일 수 있습니다.`,
    );
  return verdict(
    'fail',
    `${en}, and RootGuard was not told. Either the path is broken or somebody cut it.`,
    `${ko}. RootGuard는 이 사용을 통보받지 못했습니다. 경로가 고장 났거나 누군가 끊은 것입니다.`,
  );
}

/** AWS makes a report every four hours at most: what root did since is not in it. */
function reportOf(at: number): Text {
  const time = inUtc(at);
  return { en: `AWS's report of ${time}`, ko: `${time}의 AWS 보고서` };
}
