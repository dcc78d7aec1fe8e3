import { textAt } from '../../src/core/json.ts';
import { AwsError, common, ownKind } from './errors.ts';
import { matchesPattern } from './event-pattern.ts';
import { alertRule, alertRuleName, hubRules, memberBusPolicy, targetsOf } from './hub-rules.ts';
import { type MemberRule, memberRules, troubleOf } from './member-rules.ts';
import { putEvents } from './put-events.ts';
import type { Call, Operation, Service, World } from './world.ts';

const describeRule: Operation = (call, world) => {
  const name = ruleName('Name', call);
  const rule = ruleNamed(name, call, world);
  return { ...rule, Arn: `arn:aws:events:${call.region}:${call.account.id}:rule/${name}` };
};

const listTargetsByRule: Operation = (call, world) => {
  const rule = ruleNamed(ruleName('Rule', call), call, world);
  return { Targets: targetsOf(rule.Name, call, world) };
};

/** One rule a page, so that nobody forgets to ask on. */
const listRules: Operation = (call, world) => {
  const bus = busOf(call, world);
  const prefix = textAt(call.input, 'NamePrefix') ?? '';
  const rules = rulesOn(bus, call, world).filter(({ Name }) => Name.startsWith(prefix));
  const page = Number(textAt(call.input, 'NextToken') ?? 0);
  return {
    Rules: rules.slice(page, page + 1),
    NextToken: page + 1 < rules.length ? String(page + 1) : undefined,
  };
};

const describeEventBus: Operation = (call, world) => {
  const name = textAt(call.input, 'Name') ?? 'default';
  const bus = busNamed(name, call, world);
  const Arn = `arn:aws:events:${call.region}:${call.account.id}:event-bus/${bus}`;
  return { Name: bus, Arn, Policy: bus === 'default' ? undefined : memberBusPolicy(Arn, world.guard) };
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
const testEventPattern: Operation = ({ input }) => {
  const [pattern, event] = ['EventPattern', 'Event'].map((name) => JSON.parse(textAt(input, name) ?? 'null'));
  const missing = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'].find(
    (key) => !(key in event),
  );
  if (missing !== undefined)
    throw new AwsError(common.invalid, `Parameter Event is not valid: it has no ${missing}.`);
  return { Result: matchesPattern(pattern, event) };
};

/** EventBridge. https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html */
export const eventBridge: Service = {
  dialect: { protocol: 'json-1.1', version: 'AWSEvents' },
  operations: {
    DescribeRule: describeRule,
    ListTargetsByRule: listTargetsByRule,
    ListRules: listRules,
    DescribeEventBus: describeEventBus,
    TestEventPattern: testEventPattern,
    PutEvents: putEvents,
  },
};

function ruleName(parameter: string, { input }: Call): string {
  const name = textAt(input, parameter);
  if (name !== undefined && /^[.\-_A-Za-z0-9]{1,64}$/.test(name)) return name;
  throw new AwsError(
    common.invalid,
    `1 validation error detected: Value at '${parameter}' is no name of a rule`,
  );
}

function ruleNamed(name: string, call: Call, world: World) {
  const bus = busOf(call, world);
  const found = rulesOn(bus, call, world).find(({ Name }) => Name === name);
  if (found !== undefined) return found;
  throw new AwsError(
    ownKind('ResourceNotFoundException', 400),
    `Rule ${name} does not exist on EventBus ${bus}.`,
  );
}

/**
 * The rules of member.yaml, which every Region of an account has if it has the alert rule; and the hub's own where the hub is. Only
 * an installation may call the alert rule otherwise.
 */
function rulesOn(bus: string, call: Call, world: World) {
  const { account, region, input } = call;
  const isHub = account.id === world.hubAccount && region === world.region;
  const own = isHub ? hubRules(world.guard).filter(({ EventBusName }) => EventBusName === bus) : [];
  if (bus !== 'default' || account.rule === 'missing') return own;
  const alert = alertRuleName(textAt(input, 'Name') ?? textAt(input, 'Rule'), world);
  return [
    ...memberRules().flatMap((rule) => {
      if (rule.name === alertRule) return deployed({ ...rule, name: alert }, alertRule, call);
      return isHub ? [] : deployed(rule, rule.name, call);
    }),
    ...own,
  ];
}

/** A rule as it is in one Region, or none if somebody deleted it. */
function deployed({ name, state, pattern }: MemberRule, template: string, { account, region }: Call) {
  const trouble = troubleOf(account, region, template);
  if (trouble === 'missing') return [];
  const isAlert = template === alertRule;
  const isDisabled = trouble === 'disabled' || (isAlert && account.rule === 'disabled');
  const isNarrow = trouble === 'narrow' || (isAlert && account.pattern === 'narrow');
  return [
    {
      Name: name,
      State: isDisabled ? 'DISABLED' : trouble === 'without-reads' ? 'ENABLED' : state,
      EventBusName: 'default',
      ...(pattern === undefined
        ? { ScheduleExpression: 'rate(1 hour)' }
        : { EventPattern: JSON.stringify(isNarrow ? narrowed : pattern) }),
    },
  ];
}

/** It lets API calls through alone, and none to EC2. */
const narrowed = {
  source: [{ 'anything-but': 'aws.ec2' }],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { userIdentity: { type: ['Root'] } },
};

function busOf(call: Call, world: World): string {
  return busNamed(textAt(call.input, 'EventBusName') ?? 'default', call, world);
}

function busNamed(
  bus: string,
  { account, region }: Call,
  { guard, hubAccount, region: home }: World,
): string {
  const isMembers =
    bus === 'rootguard' && account.id === hubAccount && region === home && guard.busPolicy !== 'missing';
  if (bus === 'default' || isMembers) return bus;
  throw new AwsError(ownKind('ResourceNotFoundException', 400), `Event bus ${bus} does not exist.`);
}
