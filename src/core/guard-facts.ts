import type { Fact, UnknownFact } from './fact.ts';
import type { BusPolicy, DeadLetters, HubQueue, HubRule } from './hub-facts.ts';

export type * from './hub-facts.ts';

/** Whether RootGuard can post into a channel. */
export interface SlackChannel {
  readonly channel: string;
  /** `fallback`: where alerts go that the first channel does not take. */
  readonly use: 'alerts' | 'fallback';
  /** `refused` when Slack does not take the bot token. */
  readonly state: Fact<'member' | 'not-member' | 'archived' | 'missing' | 'refused'>;
}

/** Who hears of alarms by another road than Slack; undefined where the installation names no topic. */
export interface AlarmSubscribers {
  readonly confirmed: number;
  readonly pending: number;
}

/** A queue of the hub, and the function that must take messages out of it. */
export interface EventSource {
  readonly function: string;
  readonly queue: string;
  /** `stopped`: the mapping is there and takes nothing. */
  readonly state: 'taking' | 'stopped' | 'missing';
  /** Lambda says that it has a problem with the queue. */
  readonly troubled: boolean;
}

/** What the canaries of the last two days tell of CloudTrail and EventBridge. Times are in ms since the epoch. */
export interface CanaryFlights {
  /** When the first ever was to be sent. */
  readonly since: number;
  /** When the newest was sent that AWS took; undefined if it took none. */
  readonly sentAt: number | undefined;
  /** The newest that came, by when it was sent. */
  readonly last: { readonly sentAt: number; readonly arrivedAt: number } | undefined;
  /** When the oldest was sent that is younger than that and did not come; undefined if there is none. */
  readonly waitingSince: number | undefined;
  /** How many of the last day did not come, while later ones did. */
  readonly lost: number;
  /** Why AWS did not take the newest tag; undefined if it did. */
  readonly refused: UnknownFact | undefined;
  /** How long those that came took, in ms: half of them no longer than `p50`. */
  readonly usual: { readonly count: number; readonly p50: number; readonly p95: number } | undefined;
}

/** What went wrong on the way of alerts in the last 24 hours, as CloudWatch counted it. */
export interface Deliveries {
  /** False where CloudWatch has counted nothing at all: then that it has counted no failure says nothing. */
  readonly counted: boolean;
  readonly failures: readonly DeliveryFailure[];
}

/** One kind of failure of one rule or function. */
export interface DeliveryFailure {
  /** The rule's or function's name. */
  readonly of: string;
  /** `lost`: what EventBridge could put neither where it belongs nor into the dead-letter queue. */
  readonly kind: 'not-delivered' | 'lost' | 'throttled-rule' | 'failed-runs' | 'throttled-runs';
  readonly times: number;
  /** In how many of the hours it happened. */
  readonly hours: number;
  /** When the last of them began, in ms since the epoch. */
  readonly lastAt: number;
}

/** One of Slack's secrets. */
export interface SecretAge {
  /** What it is called where it is kept. */
  readonly name: string;
  /** When its value was last changed, in ms since the epoch; absent where there is no such secret. */
  readonly changedAt?: number;
}

/** How safe what RootGuard remembers is. */
export interface TableSafety {
  /** Point-in-time recovery is on. */
  readonly recoverable: Fact<boolean>;
  /** DynamoDB deletes what has expired. */
  readonly forgets: Fact<boolean>;
}

/** Everything the checks may ask of the guard itself, in the hub. */
export interface GuardFacts {
  readonly busPolicy: Fact<BusPolicy>;
  readonly hubRules: Fact<readonly HubRule[]>;
  readonly hubQueues: Fact<readonly HubQueue[]>;
  readonly deadLetters: Fact<readonly DeadLetters[]>;
  readonly slackChannels: Fact<readonly SlackChannel[]>;
  readonly alarmSubscribers: Fact<AlarmSubscribers | undefined>;
  readonly eventSources: Fact<readonly EventSource[]>;
  /** Undefined if no canary was ever sent. */
  readonly canary: Fact<CanaryFlights | undefined>;
  readonly deliveries: Fact<Deliveries>;
  /** Undefined where the secrets are variables of the functions. */
  readonly secretAges: Fact<readonly SecretAge[] | undefined>;
  readonly tableSafety: Fact<TableSafety>;
}
