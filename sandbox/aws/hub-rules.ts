import type { AccountState } from './accounts.ts';
import type { GuardState } from './guard-state.ts';
import { organizationId } from './organization.ts';
import { templateRules } from './template-rules.ts';
import type { Call, World } from './world.ts';

/** The pattern of the alert rule, as template.yaml and member.yaml have it; the narrow one lets API calls through alone. */
export function alertPattern(pattern: AccountState['pattern']): string {
  if (pattern === 'narrow') {
    return JSON.stringify({
      source: [{ prefix: 'aws.' }],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { userIdentity: { type: ['Root'] } },
    });
  }
  return JSON.stringify({
    source: [{ prefix: 'aws.' }],
    'detail-type': [{ suffix: ' via CloudTrail' }],
    $or: [
      { detail: { userIdentity: { type: ['Root'] } } },
      { detail: { userIdentity: { sessionContext: { sessionIssuer: { type: ['Root'] } } } } },
    ],
  });
}

/** What the alert rule is called; an installation whose name for it nobody told calls it whatever is asked for. */
export function alertRuleName(asked: string | undefined, { names, guard }: World): string {
  const isHubs = hubRules(guard).some(({ Name }) => Name === asked);
  return names.ruleName ?? (asked === undefined || isHubs ? 'rootguard-root-events' : asked);
}

/** The hub's rules besides the alert rule: those of template.yaml. */
export function hubRules({ rules, busPolicy, canary }: GuardState) {
  return templateRules()
    .filter(({ name }) => name !== 'rootguard-root-events')
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
export function targetsOf(rule: string, { account }: Call, world: World) {
  const { region, hubAccount, guard } = world;
  const { id, target } = account;
  const alert = rule === alertRuleName(rule, world);
  const astray = alert ? target === 'wrong' : guard.rules === 'astray';
  if (alert && target === 'none') return [];
  const queueName = astray
    ? 'somebody-elses'
    : ['rootguard-jobs', 'rootguard-sweep'].includes(rule)
      ? rule
      : 'rootguard-ingest';
  const deadLetters =
    alert && target === 'no-dead-letters'
      ? {}
      : { DeadLetterConfig: { Arn: `arn:aws:sqs:${region}:${id}:rootguard-rules-dlq` } };
  const RetryPolicy = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };
  if (id === hubAccount) {
    return [{ Id: 'ingest', Arn: `arn:aws:sqs:${region}:${id}:${queueName}`, RetryPolicy, ...deadLetters }];
  }
  const bus = astray ? 'somebody-elses' : 'rootguard';
  const role = { RoleArn: `arn:aws:iam::${id}:role/rootguard/rootguard-forward` };
  return [
    {
      Id: 'hub',
      Arn: `arn:aws:events:${region}:${hubAccount}:event-bus/${bus}`,
      RetryPolicy,
      ...(target === 'no-role' ? {} : role),
      ...deadLetters,
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
