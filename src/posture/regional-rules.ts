import type { RegionalRule } from '../core/account-facts.ts';
import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { notGatheredYet } from '../core/fact.ts';
import type { Text } from '../core/locale.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';
import { faultsIn, faultWords } from '../core/rule-words.ts';

const sound: RegionalRule = {
  region: 'eu-west-2',
  state: known('enabled'),
  fault: known('none'),
  guards: known([]),
};
const there = (change: Partial<RegionalRule>) =>
  healthyAccount({ regionalRules: known([sound, { ...sound, region: 'eu-west-1', ...change }]) });

export default defineCheck({
  scope: 'account',
  title: { en: 'The rules in every other Region', ko: '다른 모든 리전의 규칙' },
  severity: 'high',
  needs: ['regionalRules'],
  judge,
  remedy: {
    en: [
      'Calls of root to EC2, S3 and others are events of the Region that was called: add the Region to the StackSet of `member.yaml`.',
      "The hub's own account: deploy `member.yaml` there as a plain stack in the Region: `aws cloudformation deploy --template-file member.yaml --stack-name rootguard-member --region REGION --capabilities CAPABILITY_NAMED_IAM --parameter-overrides HubAccountId=HUB`.",
      'Where a rule is there and at fault, deploy `member.yaml` there again: it brings state, pattern and target back as they must be.',
      'Or disable the Region if nobody uses it: account menu, Account, AWS Regions. Most Regions of before 2019 cannot be disabled.',
      'The StackSet on the command line: `aws cloudformation create-stack-instances --stack-set-name rootguard-member --deployment-targets OrganizationalUnitIds=r-a1b2 --regions REGION`.',
    ],
    ko: [
      'EC2, S3 등에 대한 루트 호출은 호출한 리전의 이벤트입니다. `member.yaml` StackSet에 리전을 추가합니다.',
      '허브 계정에서는 해당 리전에 `member.yaml`을 일반 스택으로 배포합니다: `aws cloudformation deploy --template-file member.yaml --stack-name rootguard-member --region REGION --capabilities CAPABILITY_NAMED_IAM --parameter-overrides HubAccountId=HUB`.',
      '규칙이 있지만 문제가 있으면 그 리전에 `member.yaml`을 다시 배포합니다. 상태, 패턴, 대상이 원래대로 돌아옵니다.',
      '사용하지 않는 리전이면 계정 메뉴의 계정, AWS 리전에서 비활성화합니다. 2019년 이전 리전은 대부분 비활성화할 수 없습니다.',
      'StackSet은 명령줄에서 `aws cloudformation create-stack-instances --stack-set-name rootguard-member --deployment-targets OrganizationalUnitIds=r-a1b2 --regions REGION`을 실행합니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.9.4, 2.11.3' },
  examples: () => [
    { name: 'everywhere', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'no other Region is enabled',
      facts: healthyAccount({ regionalRules: known([]) }),
      gives: 'pass',
    },
    {
      name: 'missing in one Region',
      facts: there({ state: known('missing'), fault: undefined, guards: undefined }),
      gives: 'warn',
    },
    { name: 'disabled in one Region', facts: there({ state: known('disabled') }), gives: 'warn' },
    { name: 'without a target in one Region', facts: there({ fault: known('no-target') }), gives: 'warn' },
    { name: 'leading elsewhere in one Region', facts: there({ fault: known('astray') }), gives: 'warn' },
    {
      name: "the hub's bus without a role in one Region",
      facts: there({ fault: known('no-role') }),
      gives: 'warn',
    },
    { name: 'a pattern without root in one Region', facts: there({ fault: known('narrow') }), gives: 'warn' },
    {
      name: 'a rule that hears who touches the guard is disabled in one Region',
      facts: there({ guards: known([{ name: 'rootguard-guard-events-1', fault: 'disabled' }]) }),
      gives: 'warn',
    },
    {
      name: 'a Region of which an older version did not ask where its rule leads to',
      facts: there({ fault: undefined, guards: undefined }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the look into one Region',
      facts: there({ state: denied('events:DescribeRule') }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the targets in one Region',
      facts: there({ fault: denied('events:ListTargetsByRule') }),
      gives: 'unknown',
    },
    {
      name: 'a Region that is listed as enabled, and says that it is not',
      facts: there({ state: { known: false, cause: 'region-disabled', call: 'events:DescribeRule' } }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the list of Regions',
      facts: healthyAccount({ regionalRules: denied('account:ListRegions') }),
      gives: 'unknown',
    },
  ],
});

function judge({ regionalRules }: Pick<AccountFacts, 'regionalRules'>): Verdict {
  if (!regionalRules.known) return unknown(regionalRules);
  const rules = regionalRules.value;
  const deaf = rules.flatMap(faultThere);
  if (deaf.length > 0) {
    return verdict(
      'warn',
      `RootGuard does not hear what root does in ${listed(deaf, 'en', (left) => `and ${left} more Regions`)}.`,
      `RootGuard가 다음 리전에서 루트의 활동을 듣지 못합니다: ${listed(deaf, 'ko', (left) => `외 ${left}개`)}.`,
    );
  }
  const blind = rules.flatMap(guardsThere);
  if (blind.length > 0) {
    return verdict(
      'warn',
      `RootGuard does not hear all that others do to it in ${listed(blind, 'en', (left) => `and ${left} more Regions`)}.`,
      `RootGuard가 다음 리전에서 다른 사용자가 RootGuard에 하는 일을 모두 듣지는 못합니다: ${listed(blind, 'ko', (left) => `외 ${left}개`)}.`,
    );
  }
  const hidden = rules
    .flatMap(({ state, fault = notGatheredYet, guards = notGatheredYet }) => [state, fault, guards])
    .find((fact) => !fact.known);
  if (hidden !== undefined && !hidden.known) return unknown(hidden);
  return verdict(
    'pass',
    'The rules are enabled in every Region that is, and lead to RootGuard.',
    '활성화된 모든 리전에서 규칙이 활성화되어 있고 RootGuard로 이어집니다.',
  );
}

/** A Region, and what is wrong there. */
interface Trouble {
  readonly region: string;
  readonly what: Text;
}

function faultThere({ region, state, fault }: RegionalRule): readonly Trouble[] {
  if (state.known && state.value !== 'enabled') return [{ region, what: faultWords[state.value] }];
  if (fault?.known !== true || fault.value === 'none') return [];
  return [{ region, what: faultWords[fault.value] }];
}

function guardsThere({ region, guards }: RegionalRule): readonly Trouble[] {
  const what = guards?.known === true ? faultsIn(guards.value) : undefined;
  return what === undefined ? [] : [{ region, what }];
}

function listed(troubles: readonly Trouble[], locale: 'en' | 'ko', more: (left: number) => string): string {
  const shown = troubles
    .slice(0, 5)
    .map(({ region, what }) => `${region} (${what[locale]})`)
    .join(', ');
  return troubles.length <= 5 ? shown : `${shown} ${more(troubles.length - 5)}`;
}
