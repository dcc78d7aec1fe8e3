import { join } from 'node:path';
import { at, objectAt, textAt } from '../src/core/json.ts';
import {
  evaluate,
  exampleAccount,
  type Resource,
  readTemplate,
  resourcesOf,
} from './support/cloudformation.ts';

const template = readTemplate(join(__dirname, '..', 'template.yaml'));

const functions = resourcesOf(template, 'AWS::Serverless::Function');
const queues = resourcesOf(template, 'AWS::SQS::Queue');
const rules = resourcesOf(template, 'AWS::Events::Rule');
const policies = resourcesOf(template, 'AWS::SQS::QueuePolicy');
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');

const worked = queues.filter(({ properties }) => properties.RedrivePolicy !== undefined);
const sources = functions.flatMap(({ id, properties }) =>
  Object.values(objectAt(properties, 'Events') ?? {})
    .filter((source) => textAt(source, 'Type') === 'SQS')
    .map((source) => ({ id, properties, source: objectAt(source, 'Properties') })),
);

describe('nothing gets lost on the way', () => {
  test('what a function refuses too often is kept for two weeks; root events may wait out a day of Slack being down', () => {
    expect(sources.map(({ source }) => evaluate(template, source?.Queue)).sort()).toEqual(
      worked.map(({ id }) => `${id}.Arn`).sort(),
    );
    for (const { properties } of worked) {
      const dead = queueOf(at(properties, 'RedrivePolicy', 'deadLetterTargetArn'));
      const tries = Number(at(properties, 'RedrivePolicy', 'maxReceiveCount'));
      if (properties.QueueName !== 'rootguard-ingest') expect(tries).toBe(10);
      else expect(tries * Number(properties.VisibilityTimeout)).toBeGreaterThanOrEqual(86_400);
      expect(dead.properties.MessageRetentionPeriod).toBe(1_209_600);
    }
  });

  test('what a rule cannot deliver is kept, too', () => {
    for (const target of rules.flatMap(({ properties }) => properties.Targets)) {
      const dead = queueOf(at(target, 'DeadLetterConfig', 'Arn'));
      expect(dead.properties.MessageRetentionPeriod).toBe(1_209_600);
    }
  });

  test('root events wait for two weeks when nobody takes them', () => {
    const ingest = worked.find(({ properties }) => properties.QueueName === 'rootguard-ingest');
    expect(ingest?.properties.MessageRetentionPeriod).toBe(1_209_600);
  });

  test('a message that is being worked on is shown to nobody else, and one bad message does not hold up others', () => {
    for (const { properties, source } of sources) {
      const queue = queueOf(source?.Queue);
      expect(queue.properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * Number(properties.Timeout));
      expect(source).toMatchObject({ BatchSize: 10, FunctionResponseTypes: ['ReportBatchItemFailures'] });
      expect(at(source, 'ScalingConfig', 'MaximumConcurrency')).toBeGreaterThanOrEqual(2);
    }
  });

  test('every queue is encrypted', () => {
    expect(queues.filter(({ properties }) => properties.SqsManagedSseEnabled !== true)).toEqual([]);
  });
});

describe('only the rules may put something into a queue', () => {
  test('each queue that a rule feeds names that rule, and each of its dead-letter queues does', () => {
    for (const rule of rules) {
      const [target] = rule.properties.Targets as readonly unknown[];
      for (const arn of [at(target, 'Arn'), at(target, 'DeadLetterConfig', 'Arn')]) {
        expect(sendersTo(queueOf(arn)).some((sender) => isRule(sender, rule))).toBe(true);
      }
    }
  });

  test('no policy lets in a service without saying for which rule', () => {
    for (const statement of policies.flatMap(({ properties }) =>
      at(properties, 'PolicyDocument', 'Statement'),
    )) {
      expect(at(statement, 'Principal')).toEqual({ Service: 'events.amazonaws.com' });
      const senders = sourceArns(statement);
      expect(senders.length).toBeGreaterThan(0);
      for (const sender of senders) expect(rules.some((rule) => isRule(sender, rule))).toBe(true);
    }
  });
});

describe('somebody hears of it', () => {
  const watched = (metric: string) =>
    alarms
      .filter(({ properties }) => properties.MetricName === metric)
      .map(({ properties }) => evaluate(template, at((properties.Dimensions as unknown[])[0], 'Value')))
      .sort();

  test('when a dead-letter queue is not empty', () => {
    const dead = queues.filter(({ properties }) => properties.RedrivePolicy === undefined);
    expect(watched('ApproximateNumberOfMessagesVisible')).toEqual(
      dead.map(({ id }) => `${id}.QueueName`).sort(),
    );
  });

  test('when a message waits for too long', () => {
    expect(watched('ApproximateAgeOfOldestMessage')).toEqual(
      worked.map(({ id }) => `${id}.QueueName`).sort(),
    );
  });

  test.each(['Errors', 'Throttles'])('when a function has %s', (metric) => {
    expect(watched(metric)).toEqual(functions.map(({ id }) => id).sort());
  });

  test('by e-mail and never through Slack alone, if an address was given', () => {
    for (const { properties } of alarms) {
      expect(evaluate(template, properties.AlarmActions)).toEqual(['AlarmTopic']);
    }
    const subscription = resourcesOf(template, 'AWS::SNS::Subscription').find(
      ({ id }) => id === 'AlarmEmailSubscription',
    );
    expect(subscription?.raw.Condition).toBe('HasAlarmEmail');
    expect(evaluate(template, at(template, 'Conditions', 'HasAlarmEmail'))).toBe(false);
    expect(
      evaluate(template, at(template, 'Conditions', 'HasAlarmEmail'), { AlarmEmail: 'kim@example.com' }),
    ).toBe(true);
  });
});

/** The queue behind an ARN of the template. Throws where there is none: then something would be lost. */
function queueOf(arn: unknown): Resource {
  const name = String(evaluate(template, arn));
  const queue = queues.find(({ id }) => `${id}.Arn` === name);
  if (queue === undefined) throw new Error(`${name} is no queue of the template.`);
  return queue;
}

function sendersTo(queue: Resource): readonly unknown[] {
  return policies
    .filter(({ properties }) => (evaluate(template, properties.Queues) as unknown[]).includes(queue.id))
    .flatMap(({ properties }) => at(properties, 'PolicyDocument', 'Statement'))
    .filter((statement) => evaluate(template, at(statement, 'Resource')) === `${queue.id}.Arn`)
    .flatMap(sourceArns);
}

function sourceArns(statement: unknown): readonly unknown[] {
  const condition = at(statement, 'Condition');
  return [at(condition, 'ArnEquals', 'aws:SourceArn'), at(condition, 'ArnLike', 'aws:SourceArn')]
    .filter((arns) => arns !== undefined)
    .flatMap((arns) => evaluate(template, arns));
}

/** True if a policy's ARN, which may end in a wildcard, is this rule's. */
function isRule(sender: unknown, { id, properties }: Resource): boolean {
  const bus = properties.EventBusName === undefined ? '' : 'rootguard/';
  const arn = `arn:aws:events:us-east-1:${exampleAccount}:rule/${bus}${properties.Name}`;
  const [head = '', tail] = String(sender).split('*');
  return sender === `${id}.Arn` || (tail === undefined ? arn === head : arn.startsWith(head));
}
