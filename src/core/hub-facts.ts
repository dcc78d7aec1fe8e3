import type { Fact } from './fact.ts';

/** What the policy of a bus or a queue says to a call. `unclear`: that depends on a condition that RootGuard does not know. */
export type Admission = 'admitted' | 'denied' | 'not-admitted' | 'unclear';

/** Who may put events onto the hub's bus for members and for its own other Regions. */
export interface BusPolicy {
  readonly exists: boolean;
  /** Whether the installation has members. */
  readonly forMembers: boolean;
  /** What the policy says to the role by which an account of the hub's organization forwards. */
  readonly members: Admission;
  /** What it says to that of the hub's own account, which needs no policy. */
  readonly ownRegions: Admission;
  /** What it says to an account that it does not know. */
  readonly anybody: Admission;
  /** The organizations whose accounts may. */
  readonly organizations: readonly string[];
  /** The accounts that may whatever organization they are in; without the hub's own. */
  readonly accounts: readonly string[];
  /** How large the policy is, in bytes. */
  readonly size: number;
  /** The hub's own organization, if that could be learnt. */
  readonly own: Fact<string | undefined>;
}

/** One of the rules that template.yaml makes in the hub. */
export interface HubRule {
  readonly name: string;
  /** `without-reads`: it leaves out what is only read, although the template has it in. */
  readonly state: 'enabled' | 'without-reads' | 'disabled' | 'missing';
  /** Of a rule that is there. */
  readonly target?: Fact<HubTarget>;
  /** Of a rule that is there. */
  readonly pattern?: Fact<HubPattern>;
}

/** Where one of the hub's rules leads to. */
export interface HubTarget {
  /** Whether one of its targets is the queue that the template says, and gets the events as they are. */
  readonly right: boolean;
  /** Whether what that target does not take goes into the dead-letter queue of the template. */
  readonly keepsFailures: boolean;
  /** Whether EventBridge tries no less often and no less long than the template says. */
  readonly patient: boolean;
}

/** What one of the hub's rules lets through. */
export interface HubPattern {
  /** Whether its pattern is another than the template's. */
  readonly changed: boolean;
  /** What the template's lets through and this one does not, by names of events. */
  readonly misses: readonly string[];
}

/** One of the queues that the hub's rules feed, with the one for what they could not deliver. */
export interface HubQueue {
  readonly queue: string;
  /** Undefined if there is no such queue. */
  readonly found: Fact<QueueState | undefined>;
}

/** How a queue is set. */
export interface QueueState {
  /** The hub's rules that lead there and that its policy keeps out. */
  readonly refuses: readonly string[];
  /** Those of which its policy says something that RootGuard does not know. */
  readonly unclear: readonly string[];
  /**
   * What becomes of messages that keep failing; absent for the queue of what rules could not deliver. `early`: they are given up
   * sooner than the template says.
   */
  readonly failures?: 'kept' | 'early' | 'elsewhere' | 'dropped';
}

/** What lies in a dead-letter queue. SQS counts approximately. */
export interface DeadLetters {
  readonly queue: string;
  /** Undefined if there is no such queue. */
  readonly messages: Fact<number | undefined>;
  /** How long the oldest has been there, in seconds; absent where there is none, or CloudWatch has not counted it yet. */
  readonly oldest?: Fact<number | undefined>;
}
