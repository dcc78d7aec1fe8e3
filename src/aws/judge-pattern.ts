import { type EventBridgeClient, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import type { JsonObject } from '../core/json.ts';
import { ask } from './audit-fact.ts';
import type { RootSample } from './root-samples.ts';

/** What EventBridge said of patterns before: all accounts of an organisation have the same ones. */
export type JudgedPatterns = Map<string, Promise<boolean>>;

/**
 * EventBridge itself is asked whether a pattern lets an event through, once for all accounts and Regions. Throws AuditCallError.
 */
export async function letsThrough(
  eventBridge: EventBridgeClient,
  judged: JudgedPatterns,
  pattern: string,
  { name, event }: RootSample,
): Promise<boolean> {
  const key = `${regionIn(pattern) ? String(event.region) : ''}\n${name}\n${pattern}`;
  const before = judged.get(key);
  if (before !== undefined) return before;
  const answer = tryPattern(eventBridge, pattern, event);
  // A pattern that names an account may say another thing in another one.
  if (!/\d{12}/.test(pattern)) {
    judged.set(key, answer);
    answer.catch(() => judged.delete(key));
  }
  return await answer;
}

export const patternCall = 'events:TestEventPattern';

/**
 * Whether EventBridge says that a pattern lets an event through. Throws AuditCallError.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html
 */
export function tryPattern(
  eventBridge: EventBridgeClient,
  EventPattern: string,
  event: JsonObject,
): Promise<boolean> {
  const command = new TestEventPatternCommand({ EventPattern, Event: JSON.stringify(event) });
  return ask(patternCall, async () => (await eventBridge.send(command)).Result === true);
}

function regionIn(pattern: string): boolean {
  return /\b[a-z]{2}(-[a-z]+)+-\d\b/.test(pattern);
}
