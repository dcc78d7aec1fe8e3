import { randomUUID } from 'node:crypto';
import type { AttributeValue } from './attribute-value.ts';
import { ConditionFailed } from './dynamo-call.ts';

/**
 * A mark that a write leaves in its item and accepts in its condition, so that repeating it is safe. When AWS did a write but
 * answered with a 500, or not at all, the transport's retry finds its own mark, instead of finding "somebody else"
 * and leaving the incident to nobody.
 */
export function newWriteId(): AttributeValue {
  return { S: randomUUID() };
}

/** Whether a conditional write was done: false if its condition did not hold. Throws what else went wrong. */
export async function succeeded(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}
