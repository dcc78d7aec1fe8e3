import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';

export default defineCheck({
  scope: 'account',
  title: { en: 'The rule in every other Region', ko: '다른 모든 리전의 규칙' },
  severity: 'high',
  needs: ['regionalRules'],
  judge,
  remedy: {
    en: [
      'Calls of root to EC2, S3 and others are events of the Region that was called: add the Region to the StackSet of `member.yaml`.',
      "The hub's own account: deploy `member.yaml` there as a plain stack in the Region: `aws cloudformation deploy --template-file member.yaml --stack-name rootguard-member --region REGION --capabilities CAPABILITY_NAMED_IAM --parameter-overrides HubAccountId=HUB`.",
      'Or disable the Region if nobody uses it: account menu, Account, AWS Regions. Most Regions of before 2019 cannot be disabled.',
      'The StackSet on the command line: `aws cloudformation create-stack-instances --stack-set-name rootguard-member --deployment-targets OrganizationalUnitIds=r-a1b2 --regions REGION`.',
    ],
    ko: [
      'EC2, S3 등에 대한 루트 호출은 호출한 리전의 이벤트입니다. `member.yaml` StackSet에 리전을 추가합니다.',
      '허브 계정에서는 해당 리전에 `member.yaml`을 일반 스택으로 배포합니다: `aws cloudformation deploy --template-file member.yaml --stack-name rootguard-member --region REGION --capabilities CAPABILITY_NAMED_IAM --parameter-overrides HubAccountId=HUB`.',
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
      facts: healthyAccount({ regionalRules: known([{ region: 'eu-west-1', state: known('missing') }]) }),
      gives: 'warn',
    },
    {
      name: 'disabled in one Region',
      facts: healthyAccount({ regionalRules: known([{ region: 'eu-west-1', state: known('disabled') }]) }),
      gives: 'warn',
    },
    {
      name: 'AWS denies the look into one Region',
      facts: healthyAccount({
        regionalRules: known([
          { region: 'eu-west-1', state: denied('events:DescribeRule') },
          { region: 'eu-west-2', state: known('enabled') },
        ]),
      }),
      gives: 'unknown',
    },
    {
      name: 'a Region that is listed as enabled, and says that it is not',
      facts: healthyAccount({
        regionalRules: known([
          {
            region: 'ap-east-1',
            state: { known: false, cause: 'region-disabled', call: 'events:DescribeRule' },
          },
          { region: 'eu-west-2', state: known('enabled') },
        ]),
      }),
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
  const deaf = rules.flatMap(({ region, state }) =>
    state.known && state.value !== 'enabled' ? [region] : [],
  );
  if (deaf.length > 0) {
    return verdict(
      'warn',
      `RootGuard does not hear what root does in ${shortList(deaf, (left) => `and ${left} more Regions`)}.`,
      `RootGuard가 다음 리전에서 루트의 활동을 듣지 못합니다: ${shortList(deaf, (left) => `외 ${left}개`)}.`,
    );
  }
  const hidden = rules.find(({ state }) => !state.known)?.state;
  if (hidden !== undefined && !hidden.known) return unknown(hidden);
  return verdict(
    'pass',
    'The rule is enabled in every Region that is.',
    '활성화된 모든 리전에서 규칙이 활성화되어 있습니다.',
  );
}

function shortList(regions: readonly string[], more: (left: number) => string): string {
  const shown = regions.slice(0, 5).join(', ');
  return regions.length <= 5 ? shown : `${shown} ${more(regions.length - 5)}`;
}
