import { asObject, type JsonObject, objectAt } from '../../src/core/json.ts';
import type { GuardState } from './guard-state.ts';
import { type Deployed, deployed, nameBehind, templateResources } from './template.ts';

/** The policy of a queue, as template.yaml or somebody else made it; undefined if it has none. */
export function queuePolicy(
  queue: string,
  { queuePolicy: state }: GuardState,
  where: Deployed,
): JsonObject | undefined {
  const made = templateResources('AWS::SQS::QueuePolicy').find(({ Queues }) =>
    listOf(Queues).some((id) => nameBehind(id) === queue),
  );
  const document = asObject(deployed(made?.PolicyDocument, where));
  if (document === undefined || state === 'none') return undefined;
  const [own = {}] = listOf(document.Statement).map((statement) => asObject(statement) ?? {});
  return { ...document, Statement: statementsAfter(state, own, where) };
}

function statementsAfter(
  state: GuardState['queuePolicy'],
  own: JsonObject,
  { region, account }: Deployed,
): readonly JsonObject[] {
  const { Condition, ...open } = own;
  const of = (SourceArn: unknown) => ({ ...open, Condition: { ArnLike: { 'aws:SourceArn': SourceArn } } });
  switch (state) {
    case 'one-rule':
      return [of(sourcesOf(Condition)[0])];
    case 'other-rules':
      return [of(`arn:aws:events:${region}:${account}:rule/somebody-elses-*`)];
    case 'another-condition':
      return [{ ...open, Condition: { StringEquals: { 'aws:SourceOrgID': 'o-exampleorgid' } } }];
    case 'denied':
      return [own, { ...open, Effect: 'Deny', Principal: '*' }];
    default:
      return [own];
  }
}

function sourcesOf(condition: unknown): readonly unknown[] {
  const test = objectAt(condition, 'ArnLike') ?? objectAt(condition, 'ArnEquals');
  return listOf(test?.['aws:SourceArn']);
}

/** Where a queue puts what keeps failing. SQS tells the number as it was given. */
export function redrivePolicy(
  queue: JsonObject,
  { redrive }: GuardState,
  where: Deployed,
): JsonObject | undefined {
  const own = asObject(deployed(queue.RedrivePolicy, where));
  if (own === undefined || redrive === 'none') return undefined;
  const elsewhere = `arn:aws:sqs:${where.region}:${where.account}:somebody-elses`;
  return {
    ...own,
    ...(redrive === 'elsewhere' && { deadLetterTargetArn: elsewhere }),
    ...(redrive === 'early' && { maxReceiveCount: 1 }),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
