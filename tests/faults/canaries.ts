import { fromAttribute, type Item } from '../../src/aws/attribute-value.ts';
import { type Canary, canaryName, type TagCanary } from '../../src/core/canary.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { roleCallOn } from '../../src/core/example-guard.ts';
import { at, type JsonObject } from '../../src/core/json.ts';
import type { Faults } from './faults.ts';
import type { Random } from './random.ts';
import type { Scheduler, Worker } from './scheduler.ts';

const call = 'iam:TagRole';

/** IAM as a worker reaches it: what it takes, CloudTrail tells of, up to a quarter of an hour later, and sometimes twice. */
export function faultyTag(
  {
    scheduler,
    faults,
    random,
  }: { readonly scheduler: Scheduler; readonly faults: Faults; readonly random: Random },
  tell: (envelope: JsonObject, after: number) => void,
  worker: Worker,
): TagCanary {
  return async (nonce) => {
    await scheduler.suspend(worker, 'iam TagRole');
    const kind = faults.among(['tag-refused', 'tag-lost-answer']);
    if (kind !== 'tag-refused') {
      const event = tagEvent(nonce, worker.name);
      tell(event, random.int(900_000));
      if (faults.strikes('event-twice')) tell(event, random.int(900_000));
    }
    await scheduler.suspend(worker, 'answer of iam TagRole');
    if (kind === undefined) return { known: true, value: true };
    return { known: false, cause: kind === 'tag-refused' ? 'access-denied' : 'timeout', call };
  };
}

/** A canary came if, and only if, CloudTrail told of it; of what is not remembered any more nobody knows. */
export function canariesIn(items: readonly Item[], envelopes: readonly JsonObject[]): readonly string[] {
  const told = new Set(envelopes.map(nonceOf));
  return items
    .filter(({ pk }) => at(pk, 'S') === 'CANARIES')
    .flatMap(({ document }) => (document === undefined ? [] : canariesOf(fromAttribute(document))))
    .filter(({ nonce, arrivedAt }) => told.has(nonce) !== (arrivedAt !== undefined))
    .map(({ arrivedAt }) =>
      arrivedAt === undefined ? 'a canary came and was not heard' : 'a canary was heard and never came',
    );
}

function canariesOf(log: unknown): readonly Canary[] {
  return at(log, 'canaries') as readonly Canary[];
}

function tagEvent(value: string, eventID: string): JsonObject {
  const request = { roleName: canaryName, tags: [{ key: canaryName, value }] };
  return exampleEnvelope({ record: roleCallOn('TagRole', 'iam', request, { eventID }) });
}

function nonceOf(envelope: JsonObject): unknown {
  const tags = at(envelope, 'detail', 'requestParameters', 'tags');
  return Array.isArray(tags) ? at(tags[0], 'value') : undefined;
}
