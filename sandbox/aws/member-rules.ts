import { asObject, type JsonObject, textAt } from '../../src/core/json.ts';
import type { AccountState } from './accounts.ts';
import type { FieldRule } from './field-rules.ts';
import { templateResources } from './template.ts';

/** A rule of member.yaml, as EventBridge keeps it once it is deployed. */
export interface MemberRule {
  readonly name: string;
  readonly state: string;
  /** Undefined for what comes by the clock. */
  readonly pattern: JsonObject | undefined;
}

/** What somebody can do to a rule; `other-input` gives its target something else than the event. */
export const ruleTroubles = [
  'missing',
  'disabled',
  'without-reads',
  'none',
  'wrong',
  'other-input',
  'no-role',
  'narrow',
] as const;
export type RuleTrouble = (typeof ruleTroubles)[number];

let known: readonly MemberRule[] | undefined;

/** The rules of member.yaml. */
export function memberRules(): readonly MemberRule[] {
  known ??= templateResources('AWS::Events::Rule', 'member.yaml').map((rule) => ({
    name: textAt(rule, 'Name') ?? '',
    state: textAt(rule, 'State') ?? '',
    pattern: asObject(rule.EventPattern),
  }));
  return known;
}

/** What the templates call the alert rule. */
export const alertRule = 'rootguard-root-events';

/**
 * The rules of member.yaml as they are in a Region of an account, of which every one has them if it has the alert rule. Only an
 * installation may call that otherwise.
 */
export function deployedRules(account: AccountState, region: string, alertName = alertRule) {
  if (account.rule === 'missing') return [];
  return memberRules().flatMap(({ name, state, pattern }) => {
    const trouble = troubleOf(account, region, name);
    if (trouble === 'missing') return [];
    const isAlert = name === alertRule;
    const isDisabled = trouble === 'disabled' || (isAlert && account.rule === 'disabled');
    const isNarrow = trouble === 'narrow' || (isAlert && account.pattern === 'narrow');
    return [
      {
        Name: isAlert ? alertName : name,
        State: isDisabled ? 'DISABLED' : trouble === 'without-reads' ? 'ENABLED' : state,
        EventBusName: 'default',
        ScheduleExpression: pattern === undefined ? 'rate(1 hour)' : undefined,
        EventPattern: pattern === undefined ? undefined : JSON.stringify(isNarrow ? narrowed : pattern),
      },
    ];
  });
}

/** It lets API calls through alone, and none to EC2. */
const narrowed = {
  source: [{ 'anything-but': 'aws.ec2' }],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { userIdentity: { type: ['Root'] } },
};

/** What was done to a rule in a Region. */
export function troubleOf(
  { rules }: { readonly rules: Readonly<Record<string, RuleTrouble>> },
  region: string,
  name: string,
): RuleTrouble | undefined {
  return rules[`${region}/${name}`] ?? rules[name];
}

/** What `rules` of an account may be. */
export const troubledRules: FieldRule = {
  accepts: (value) =>
    Object.entries(asObject(value) ?? { '': '' }).every(
      ([place, trouble]) =>
        /^([a-z0-9-]+\/)?[a-z0-9-]+$/.test(place) &&
        memberRules().some(({ name }) => name === place.split('/').at(-1)) &&
        ruleTroubles.some((each) => each === trouble),
    ),
  allowed: `an object from a rule of member.yaml, alone or as "REGION/RULE", to one of ${ruleTroubles.join(', ')}`,
};
