import type { JsonObject } from '../../src/core/json.ts';
import type { Issue } from './issue.ts';
import { issueLine } from './validate-blocks.ts';

/** Slack says no: `{"ok":false,"error":code}` with whatever else the answer carries. */
export class SlackRefusal extends Error {
  override readonly name = 'SlackRefusal';
  readonly code: string;
  readonly more: JsonObject;

  constructor(code: string, more: JsonObject = {}) {
    super(`Slack refuses: ${code}`);
    this.code = code;
    this.more = more;
  }
}

/** Throws `code` with Slack's list of messages if there is anything to complain about. */
export function refuseIssues(code: string, issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  const messages = issues.map(issueLine);
  const errors = messages.map((message) => message.replace('[ERROR] ', ''));
  throw new SlackRefusal(code, { errors, response_metadata: { messages } });
}

/** A method's arguments are wrong: `invalid_arguments` with one message, as Slack words it. */
export function invalidArgument(message: string, name: string): SlackRefusal {
  return new SlackRefusal('invalid_arguments', {
    response_metadata: { messages: [`[ERROR] ${message} [json-pointer:/${name}]`] },
  });
}

/** The person at the door asked for something that is not there. The message names the cause and the cure. */
export class DoorError extends Error {
  override readonly name = 'DoorError';
}
