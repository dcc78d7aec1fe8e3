import type { LocalAws } from '../aws/local-aws.ts';
import type { SandboxClock } from '../clock.ts';
import type { Logs } from '../logs.ts';
import type { Queue } from '../queue.ts';
import type { LocalSlack } from '../slack/local-slack.ts';

/** What the control door can reach. */
export interface ControlParts {
  readonly clock: SandboxClock;
  readonly slack: LocalSlack;
  readonly aws: LocalAws;
  /** EventBridge's events on their way to the events function. */
  readonly ingest: Queue;
  /** Jobs on their way to the worker. */
  readonly jobs: Queue;
  /** Jobs of a sweep, one an account, on their way to the worker. */
  readonly sweep: Queue;
  readonly logs: Logs;
  /** An account has another name, or is new: the functions must learn it. */
  readonly accountsChanged: () => Promise<void>;
}
