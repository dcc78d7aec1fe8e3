import type { Locale } from './locale.ts';

/** Work that takes longer than Slack waits for an answer. */
export type Job =
  | {
      readonly kind: 'command';
      readonly word: string;
      readonly args: string;
      readonly user: string;
      readonly name: string;
      readonly locale: Locale;
      /** Where the answer goes: a bearer secret, valid for 30 minutes. Never logged. */
      readonly responseUrl: string;
      /** Where it was typed. */
      readonly channel?: string;
    }
  | { readonly kind: 'redraw'; readonly incident: string }
  /** Asks AWS what the playbook of an incident can be told by. */
  | { readonly kind: 'recheck'; readonly incident: string }
  | { readonly kind: 'draw-plan'; readonly plan: number }
  /** A minute has passed: duties that are due are done. */
  | { readonly kind: 'tick' }
  /** Fills a modal that a press opened: `view` is its id, `action` says with what. */
  | {
      readonly kind: 'fill';
      readonly action: string;
      readonly value: string;
      readonly view: string;
      readonly user: string;
      readonly name: string;
      readonly locale: Locale;
    }
  | {
      readonly kind: 'check-account';
      readonly sweep: string;
      readonly account: string;
      /** The account's group in the sweep, and how many accounts that has. */
      readonly group: number;
      readonly size: number;
      /** Only where the sweep has no message to show its report in. */
      readonly responseUrl?: string;
    }
  | {
      readonly kind: 'check-again';
      readonly account: string;
      readonly check: string;
      readonly user: string;
      readonly name: string;
      readonly locale: Locale;
      readonly responseUrl: string;
      /** Where the button stands, if everybody sees it. */
      readonly message?: { readonly channel: string; readonly ts: string };
    };

/** Hands work to the worker (EventBridge PutEvents). Methods throw if the bus refuses. */
export interface JobQueue {
  enqueue(job: Job): Promise<void>;
  /** Many at once. Throws if the bus refuses one of them for good; others may have been taken. */
  enqueueAll(jobs: readonly Job[]): Promise<void>;
}

/**
 * Work cannot be done yet: its message comes again after so many ms. No failure: nothing is wrong but the time.
 */
export class ComeBackLater extends Error {
  override readonly name = 'ComeBackLater';
  readonly retryAfter: number;

  constructor(why: string, retryAfter: number) {
    super(why);
    this.retryAfter = retryAfter;
  }
}
