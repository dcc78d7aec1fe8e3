import { AwsError } from '../../src/aws/aws-error.ts';
import { type DynamoCall, type DynamoOperations, storeErrorOf } from '../../src/aws/dynamo-call.ts';
import type { Faults, Kind } from './faults.ts';
import type { MemoryTable } from './memory-table.ts';
import type { Random } from './random.ts';
import type { Scheduler, Worker } from './scheduler.ts';

const timeoutMs = 3_000;

/** As often as the transport tries by itself (src/aws/json-call.ts), and only after these. */
const attempts = 3;
const triedAgain: ReadonlySet<string> = new Set([
  'InternalServerError',
  'ProvisionedThroughputExceededException',
]);

/**
 * The table as one worker reaches it: each call waits to be sent and waits for its answer, and what may go wrong goes wrong
 * between the two. Tries again where the transport does, with the very same request.
 */
export function faultyDynamo(
  {
    table,
    scheduler,
    faults,
    random,
  }: {
    readonly table: MemoryTable;
    readonly scheduler: Scheduler;
    readonly faults: Faults;
    readonly random: Random;
  },
  worker: Worker,
): DynamoCall {
  return async (operation, input) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(operation, input);
      } catch (error) {
        const again = error instanceof AwsError && triedAgain.has(error.code) && attempt < attempts;
        if (!again) throw storeErrorOf(operation, error);
        await scheduler.sleep(worker, 25 * 2 ** attempt + random.int(25));
      }
    }
  };

  async function once<O extends keyof DynamoOperations>(operation: O, input: DynamoOperations[O]['input']) {
    await scheduler.suspend(worker, `store ${operation}`);
    const kind = faults.among(storeFaults);
    if (kind === undefined || kind.endsWith('-after')) {
      const answer = outcomeOf(() => table.perform(operation, input));
      await scheduler.suspend(worker, `answer of store ${operation}${answer.ok ? '' : ': refused'}`);
      if (kind === undefined) {
        if (answer.ok) return answer.value;
        throw answer.error;
      }
    }
    if (kind.startsWith('store-timeout')) await scheduler.sleep(worker, timeoutMs);
    // The write was under way all the time, and is done after the caller gave it up.
    if (kind === 'store-timeout-late' && worker.spared !== true)
      scheduler.soon(() => outcomeOf(() => table.perform(operation, input)));
    throw new AwsError(
      `dynamodb ${operation}`,
      codes[kind] ?? 'connection',
      kind.includes('500') ? 500 : 400,
    );
  }
}

const storeFaults = [
  'store-throttled',
  'store-500',
  'store-500-after',
  'store-reset',
  'store-reset-after',
  'store-timeout',
  'store-timeout-after',
  'store-timeout-late',
] as const satisfies readonly Kind[];

const codes: Partial<Record<Kind, string>> = {
  'store-throttled': 'ProvisionedThroughputExceededException',
  'store-500': 'InternalServerError',
  'store-500-after': 'InternalServerError',
  'store-timeout': 'timeout',
  'store-timeout-after': 'timeout',
  'store-timeout-late': 'timeout',
};

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

function outcomeOf<T>(act: () => T): Outcome<T> {
  try {
    return { ok: true, value: act() };
  } catch (error) {
    return { ok: false, error };
  }
}
