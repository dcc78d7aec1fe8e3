/** A message between its sending and its end. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
  /** ms since the epoch, sandbox time. */
  readonly sentAt: number;
  /** How often it was delivered so far. */
  readonly receives: number;
  readonly firstReceivedAt: number | undefined;
  /** Of the last delivery; a new one with each. Empty before the first. */
  readonly receiptHandle: string;
}

/** A message that could not be worked off. */
export interface DeadLetter {
  readonly messageId: string;
  readonly body: string;
  readonly receives: number;
  readonly lastError: string;
  /** When it became one: ms since the epoch, sandbox time. */
  readonly deadAt: number;
}
