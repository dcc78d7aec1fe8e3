import type { JsonObject } from '../../src/core/json.ts';
import type { AccountState } from './accounts.ts';
import type { Report } from './credential-report.ts';
import type { ErrorKind } from './errors.ts';
import type { GuardState } from './guard-state.ts';
import type { AccessKey, KeyRing } from './keys.ts';

import type { CentralState } from './organization.ts';

import type { OrganizationState } from './population.ts';

import type { Dialect } from './protocols.ts';
import type { BusEntry } from './put-events.ts';
import type { Email } from './sns.ts';
import type { Reply } from './xml.ts';

/** What the simulated services share. */
export interface World {
  /** Milliseconds since the epoch, in sandbox time. */
  readonly now: () => number;
  /** Calls back when sandbox time has moved on by so many ms. */
  readonly after: (ms: number, callback: () => void) => void;
  readonly region: string;
  readonly hubAccount: string;
  readonly accounts: Map<string, AccountState>;
  /** How large the organization is, and how AWS is today. */
  organization: OrganizationState;
  /** What befalls the next audit call. */
  readonly luck: (state: OrganizationState) => 'throttled' | 'denied' | undefined;
  /** Credential reports that were asked for, by account. */
  readonly reports: Map<string, Report>;
  readonly keys: KeyRing;
  /** The hub's SSM parameters: by name, the values of all versions, the oldest first. */
  readonly parameters: Map<string, readonly string[]>;
  /** The hub's secrets in Secrets Manager, by name. */
  readonly secrets: Map<string, string>;
  /** When parameters and secrets were last changed, by name: ms since the epoch, in sandbox time. */
  readonly changedAt: Map<string, number>;
  /** The hub's SNS topics: by ARN, the e-mail addresses that subscribed. */
  readonly topics: ReadonlyMap<string, readonly string[]>;
  /** What the topics sent, oldest first. */
  readonly emails: Email[];
  readonly onEmail: (email: Email) => void;
  /** How the organisation manages root. */
  central: CentralState;
  /** What stands around the hub. */
  guard: GuardState;
  /** CloudTrail's event history, by account: records, oldest first. */
  readonly history: Map<string, readonly JsonObject[]>;
  /** Writes an envelope's record into that history. */
  readonly remember: (envelope: unknown) => void;
  /** What CloudTrail hands to EventBridge by itself. */
  readonly onRecord: (envelope: JsonObject) => void;
  readonly onPutEvents: (entries: readonly BusEntry[]) => void;
  /** The hub's SQS queues as they are now. */
  readonly queues: () => readonly SimulatedQueue[];
  readonly names: KnownNames;
}

/** A queue, as far as its receivers can change it. */
export interface SimulatedQueue {
  readonly name: string;
  /** How many messages it holds: waiting, resting, being looked at. */
  depth(): { readonly waiting: number; readonly delayed: number; readonly inFlight: number };
  /** What it gave up on; they are the messages of its dead-letter queue. */
  readonly deadLetters: readonly { readonly deadAt: number }[];
  /** Lets a received message come out again after so many seconds; false if it is not with a receiver any more. */
  changeVisibility(receiptHandle: string, seconds: number): boolean;
}

/** Names that only this installation has. One that is left out matches whatever is asked for. */
export interface KnownNames {
  /** The rule that every account has on its default bus. */
  readonly ruleName?: string;
  /** The role that members let the hub assume: path and name. */
  readonly auditRoleName?: string;
  readonly externalId?: string;
  /** RootGuard's table. */
  readonly table?: string;
  /** The address that the stack's output names for Slack. */
  readonly slackRequestUrl?: () => string;
  /** The environment variables of the functions that are deployed, by the functions' names. */
  readonly functions?: () => Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** One authenticated and allowed call. */
export interface Call {
  readonly input: JsonObject;
  readonly caller: AccessKey;
  /** The Region that the request was signed for. */
  readonly region: string;
  /** The account that the call is made in. */
  readonly account: AccountState;
}

/** Answers one operation, or throws AwsError. */
export type Operation = (call: Call, world: World) => Reply;

/** One simulated service: how it is spoken to, and what it can do. */
export interface Service {
  readonly dialect: Dialect;
  readonly operations: Readonly<Record<string, Operation>>;
  /** What it says to whom IAM refuses, where that is not what its family says. */
  readonly denied?: ErrorKind;
}
