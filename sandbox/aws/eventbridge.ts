import { textAt } from '../../src/core/json.ts';
import { memberBusPolicy } from './bus-policy.ts';
import { AwsError, common, ownKind } from './errors.ts';
import { matchesPattern } from './event-pattern.ts';
import { alertRuleName, hubRules, targetsOf } from './hub-rules.ts';
import { deployedRules } from './member-rules.ts';
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
  const where = { region: call.region, account: call.account.id };
  return { Name: bus, Arn, Policy: bus === 'default' ? undefined : memberBusPolicy(world.guard, where) };
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

/** The rules of an account as they are in a Region; the hub has those of its own template where it is. */
function rulesOn(bus: string, { account, region, input }: Call, world: World) {
  const isHub = account.id === world.hubAccount && region === world.region;
  const own = isHub ? hubRules(world.guard).filter(({ EventBusName }) => EventBusName === bus) : [];
  if (bus !== 'default') return own;
  const alert = alertRuleName(textAt(input, 'Name') ?? textAt(input, 'Rule'), world);
  const rules = deployedRules(account, region, alert);
  if (!isHub) return rules;
  return [...rules.filter(({ Name }) => Name === alert && Name !== world.guard.lostRule), ...own];
}

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
