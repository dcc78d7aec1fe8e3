/**
 * How a part of the installation is. `note` is a choice that somebody should know of, `none` a part that this installation does not
 * have; `unknown` could not be looked at.
 */
export type Health = 'ok' | 'note' | 'none' | 'fault' | 'unknown';

/** What was found out about one part. */
export interface Diagnosis {
  readonly part: string;
  readonly health: Health;
  readonly says: string;
  /** What to do, one step a line; nothing where nothing is to be done. */
  readonly cure?: readonly string[];
}

export function ok(part: string, says: string): Diagnosis {
  return { part, health: 'ok', says };
}

export function note(part: string, says: string, ...cure: readonly string[]): Diagnosis {
  return { part, health: 'note', says, cure };
}

export function fault(part: string, says: string, ...cure: readonly string[]): Diagnosis {
  return { part, health: 'fault', says, cure };
}

/** It could not be looked at: that is no "ok". */
export function unknown(part: string, says: string, ...cure: readonly string[]): Diagnosis {
  return { part, health: 'unknown', says, cure };
}
