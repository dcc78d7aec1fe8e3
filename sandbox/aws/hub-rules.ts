import type { GuardState } from './guard-state.ts';
import { alertRule, memberRules, troubleOf } from './member-rules.ts';
import { organizationId } from './organization.ts';
import { templateRules } from './template-rules.ts';
import type { Call, World } from './world.ts';

/** What the alert rule is called; an installation whose name for it nobody told calls it whatever is asked for. */
export function alertRuleName(asked: string | undefined, { names, guard }: World): string {
  const isAnother =
    hubRules(guard).some(({ Name }) => Name === asked) || memberRules().some(({ name }) => name === asked);
  return names.ruleName ?? (asked === undefined || isAnother ? alertRule : asked);
}

/** The hub's rules besides the alert rule: those of template.yaml. */
export function hubRules({ rules, busPolicy, canary }: GuardState) {
  return templateRules()
    .filter(({ name }) => name !== alertRule)
    .filter(({ bus }) => bus === 'default' || busPolicy !== 'missing')
    .filter(({ name }) => name !== 'rootguard-canary' || canary !== 'missing')
    .map(({ name, state, bus, pattern }) => ({
      Name: name,
      State: rules === 'disabled' ? 'DISABLED' : state,
      EventBusName: bus,
      EventPattern: JSON.stringify(pattern),
    }));
}

/** A rule's targets: the hub's rules feed its queue, a member's feed the hub's bus, which needs a role. */
export function targetsOf(rule: string, { account, region: its }: Call, world: World) {
  const { region, hubAccount, guard } = world;
  const { id, target } = account;
  const alert = rule === alertRuleName(rule, world);
  const isHubs = id === hubAccount && its === region;
  const done = troubleOf(account, its, alert ? alertRule : rule) ?? (alert ? target : undefined);
  if (done === 'none') return [];
  const astray = done === 'wrong' || (isHubs && !alert && guard.rules === 'astray');
  const queue = (name: string) => `arn:aws:sqs:${its}:${id}:${name}`;
  const queueName = ['rootguard-jobs', 'rootguard-sweep'].includes(rule) ? rule : 'rootguard-ingest';
  const common = {
    RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
    ...(done !== 'no-dead-letters' && {
      DeadLetterConfig: { Arn: queue(isHubs ? 'rootguard-rules-dlq' : 'rootguard-forward-dlq') },
    }),
    ...(done === 'other-input' && { InputPath: '$.detail' }),
  };
  if (isHubs) return [{ Id: 'ingest', Arn: queue(astray ? 'somebody-elses' : queueName), ...common }];
  return [
    {
      Id: 'hub',
      Arn: `arn:aws:events:${region}:${hubAccount}:event-bus/${astray ? 'somebody-elses' : 'rootguard'}`,
      ...(done !== 'no-role' && { RoleArn: `arn:aws:iam::${id}:role/rootguard/rootguard-forward` }),
      ...common,
    },
  ];
}

/** The policy of the bus that members forward to. */
export function memberBusPolicy(arn: string, { busPolicy }: GuardState): string {
  const organization = busPolicy === 'other-organization' ? 'o-anotherorgid' : organizationId;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Organization',
        Effect: 'Allow',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: arn,
        ...(busPolicy !== 'anybody' && {
          Condition: {
            StringEquals: { 'aws:PrincipalOrgID': organization },
            ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/rootguard/rootguard-forward' },
          },
        }),
      },
    ],
  });
}
