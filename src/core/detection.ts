import type { JsonObject } from './json.ts';
import type { Text, TextList } from './locale.ts';
import type { ReasonCode } from './reason.ts';
import type { RootEvent } from './root-event.ts';
import type { Severity } from './severity.ts';

/** One thing that RootGuard sees: rule, words, advice and proof in one file. Its file name is its id. */
export interface Detection {
  /** What happened, as the card's headline; `{event}` stands for the event's name. */
  readonly title: Text;
  readonly severity: (event: RootEvent) => Severity;
  /** Why it is that severe, most important first. */
  readonly because: (event: RootEvent) => readonly ReasonCode[];
  readonly matches: (event: RootEvent) => boolean;
  /** What the reader does now: two or three steps, each a full sentence. */
  readonly guidance: TextList;
  /**
   * True for a detection that only speaks when no more precise one does (any other root call). Precision is a
   * property and not a position in a list, so the order of files never decides.
   */
  readonly fallback?: true;
  /** Records that do and do not match; each is a test, a sandbox button and a drill. A function: the alert path never builds them. */
  readonly examples: () => readonly Example[];
}

/** A CloudTrail record and what this detection makes of it. */
export interface Example {
  readonly name: string;
  readonly record: JsonObject;
  readonly raises: Severity | 'nothing';
}

/** Types a detection; does nothing at run time. */
export function defineDetection(detection: Detection): Detection {
  return detection;
}

/** A detection that matched, with its verdict. */
export interface Finding {
  readonly detection: string;
  readonly severity: Severity;
  readonly because: readonly ReasonCode[];
}
