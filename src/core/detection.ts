import type { JsonObject } from './json.ts';
import type { Text, TextList } from './locale.ts';
import type { Reason, ReasonCode } from './reason.ts';
import type { RootEvent } from './root-event.ts';
import type { Severity } from './severity.ts';

/** One thing that RootGuard sees: rule, words, advice and proof in one file. Its file name is its id. */
export interface Detection {
  /** What happened, as the card's headline; `{event}` stands for the event's name. */
  readonly title: Text;
  /**
   * The deed in a few words, for the running total in a card's header: "1 key created". `{n}` stands for how often, `{s}` for the
   * English plural. Left out where the number of writes says enough.
   */
  readonly deed?: Text;
  readonly severity: (event: RootEvent, guard: Guard) => Severity;
  /** Why it is that severe, most important first. What the account's history adds is added for every detection. */
  readonly because: (event: RootEvent, guard: Guard) => readonly ReasonCode[];
  readonly matches: (event: RootEvent, guard: Guard) => boolean;
  /** What the reader does now: two or three steps, each a full sentence. */
  readonly guidance: TextList;
  /**
   * What EventBridge must let through besides everything that root itself does (userIdentity or session issuer of type
   * Root): events by others, and findings. The deployed rules are made of these.
   */
  readonly listens?: readonly EventPattern[];
  /** The same rule elsewhere: CIS, Security Hub, Sigma, Elastic and so on, by the name of the source. */
  readonly references?: Readonly<Record<string, string>>;
  /**
   * True for a detection that only speaks when no more precise one does (any other root call). Precision is a
   * property and not a position in a list, so the order of files never decides.
   */
  readonly fallback?: true;
  /** Records that do and do not match; each is a test, a sandbox button and a drill. A function: the alert path never builds them. */
  readonly examples: () => readonly Example[];
}

/** What belongs to the guard itself, so that an attempt to blind it is told from everyday work. */
export interface Guard {
  /** True for the name or ARN of one of RootGuard's own rules, buses, functions, queues, tables, parameters or stacks. */
  readonly owns: (nameOrArn: string) => boolean;
}

/**
 * An EventBridge event pattern, as it is deployed.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export type EventPattern = JsonObject;

/** A CloudTrail record, or another service's event, and what this detection makes of it. */
export interface Example {
  readonly name: string;
  /** A CloudTrail record. An event that does not come from CloudTrail is an `envelope` instead. */
  readonly record?: JsonObject;
  /** A whole EventBridge event, such as a GuardDuty finding. */
  readonly envelope?: JsonObject;
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
  readonly because: readonly Reason[];
  /** How severe it would be without the plan that covers it. */
  readonly inFull?: Severity;
}
