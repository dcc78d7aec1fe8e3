import type { JsonObject } from '../../src/core/json.ts';

/** What Slack finds wrong, where (a JSON pointer below the argument), and by which kind of constraint. */
export interface Issue {
  readonly pointer: string;
  readonly message: string;
  readonly constraint: JsonObject;
}

/** Makes an issue; `constraint` is what blocks.validate tells about it. */
export function issue(pointer: string, message: string, type: string, more: JsonObject = {}): Issue {
  return { pointer, message, constraint: { type, ...more } };
}
