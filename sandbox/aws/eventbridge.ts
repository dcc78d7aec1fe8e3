import { textAt } from '../../src/core/json.ts';
import { AwsError, common, ownKind } from './errors.ts';
import { putEvents } from './put-events.ts';
import type { Call, Operation, Service, World } from './world.ts';

const describeRule: Operation = (call, world) => {
  const { name, arn } = ruleNamed('Name', call, world);
  return {
    Name: name,
    Arn: arn,
    EventBusName: 'default',
    State: call.account.rule === 'enabled' ? 'ENABLED' : 'DISABLED',
    EventPattern: JSON.stringify({
      source: [{ prefix: 'aws.' }],
      detail: { userIdentity: { type: ['Root'] } },
    }),
  };
};

/** The hub's rule feeds its queue; a member's feeds the hub's bus, which needs a role. */
const listTargetsByRule: Operation = (call, world) => {
  ruleNamed('Rule', call, world);
  const { region, hubAccount } = world;
  const { id } = call.account;
  const deadLetters = { Arn: `arn:aws:sqs:${region}:${id}:rootguard-forward-dlq` };
  const queue = {
    Id: 'ingest',
    Arn: `arn:aws:sqs:${region}:${id}:rootguard-ingest`,
    DeadLetterConfig: deadLetters,
  };
  const bus = {
    Id: 'hub',
    Arn: `arn:aws:events:${region}:${hubAccount}:event-bus/rootguard`,
    RoleArn: `arn:aws:iam::${id}:role/rootguard/rootguard-forward`,
    DeadLetterConfig: deadLetters,
  };
  return { Targets: [id === hubAccount ? queue : bus] };
};

/** EventBridge. https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html */
export const eventBridge: Service = {
  dialect: { protocol: 'json-1.1', version: 'AWSEvents' },
  operations: { DescribeRule: describeRule, ListTargetsByRule: listTargetsByRule, PutEvents: putEvents },
};

function ruleNamed(parameter: string, call: Call, { names, region }: World) {
  const name = textAt(call.input, parameter);
  if (name === undefined || !/^[.\-_A-Za-z0-9]{1,64}$/.test(name)) {
    throw new AwsError(
      common.invalid,
      `1 validation error detected: Value at '${parameter}' is no name of a rule`,
    );
  }
  const bus = textAt(call.input, 'EventBusName') ?? 'default';
  if (bus !== 'default') {
    throw new AwsError(ownKind('ResourceNotFoundException', 400), `Event bus ${bus} does not exist.`);
  }
  if (call.account.rule === 'missing' || (names.ruleName !== undefined && names.ruleName !== name)) {
    throw new AwsError(
      ownKind('ResourceNotFoundException', 400),
      `Rule ${name} does not exist on EventBus default.`,
    );
  }
  return { name, arn: `arn:aws:events:${region}:${call.account.id}:rule/${name}` };
}
