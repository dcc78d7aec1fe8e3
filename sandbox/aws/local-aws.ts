import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JsonObject, objectAt, textAt } from '../../src/core/json.ts';
import type { SandboxClock } from '../clock.ts';
import {
  type AccountChange,
  type AccountState,
  changeAccount,
  newAccount,
  type SimulatedAccount,
} from './accounts.ts';
import { type AwsCall, createDoor } from './door.ts';
import { startDynamoDb } from './dynamodb.ts';
import { type AwsFault, createFaults } from './faults.ts';
import { type GuardState, healthyGuard } from './guard-state.ts';
import { createKeyRing } from './keys.ts';

import { type CentralState, healthyCentral } from './organization.ts';

import {
  changeOrganization,
  createLuck,
  type OrganizationChange,
  type OrganizationState,
  smallOrganization,
} from './population.ts';

import type { BusEntry } from './put-events.ts';
import type { Email } from './sns.ts';
import { centralRules, changeState, guardRules } from './state-rules.ts';
import { serve } from './wire.ts';
import type { KnownNames, SimulatedQueue, World } from './world.ts';

export type { AccountChange, AccountState, SimulatedAccount } from './accounts.ts';
export type { AwsCall } from './door.ts';
export type { AwsFault } from './faults.ts';

export type { GuardState } from './guard-state.ts';
export type { CentralState } from './organization.ts';

export type { OrganizationChange, OrganizationState } from './population.ts';

export type { BusEntry } from './put-events.ts';
export type { Email } from './sns.ts';

/** What the simulated AWS starts with. */
export interface LocalAwsOptions extends KnownNames {
  readonly clock: SandboxClock;
  /** `us-east-1` if left out. */
  readonly region?: string;
  /** The account of the function's own credentials. */
  readonly hubAccount: string;
  readonly accounts: readonly SimulatedAccount[];
  /** SSM SecureString parameters of the hub, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Secrets of the hub in Secrets Manager, by name. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** SNS topics of the hub: by name, the e-mail addresses that subscribed and confirmed. */
  readonly topics?: Readonly<Record<string, readonly string[]>>;
  /** Called with each e-mail that a topic sends. */
  readonly onEmail?: (email: Email) => void;
  /** What EventBridge's bus delivers to its rules. Called before the caller has its answer. */
  readonly onPutEvents: (entries: readonly BusEntry[]) => void;
  /**
   * What CloudTrail tells by itself and a rule of EventBridge delivers to RootGuard: openings of root sessions, what they do, and
   * canaries. Called before the caller has its answer, unless CloudTrail is late.
   */
  readonly onRecord?: (envelope: JsonObject) => void;
  /** The hub's SQS queues; none without it. Asked with every call, so that they may be opened later. */
  readonly queues?: () => readonly SimulatedQueue[];
  /** Where the table's data is kept; in memory without it. */
  readonly dataFolder?: string;
}

/** A running simulated AWS. */
export interface LocalAws {
  /** For AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  /** The hub's own key, for AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** One account. Throws an Error if there is none of this id. */
  account(id: string): AccountState;
  /** Changes an account, or creates it. Throws an Error that names the field that is wrong; then nothing has changed. */
  setAccount(id: string, change: AccountChange): AccountState;
  accounts(): readonly AccountState[];
  /** The organisation that the accounts are in. */
  central(): CentralState;
  /** Changes the organisation. Throws an Error that names the field that is wrong; then nothing has changed. */
  setCentral(change: Partial<CentralState>): CentralState;
  /** What stands around the hub. */
  guard(): GuardState;
  /** Changes it. Throws an Error that names the field that is wrong; then nothing has changed. */
  setGuard(change: Partial<GuardState>): GuardState;
  /** Writes an event into the event history of its account, as CloudTrail does whatever trails there are. */
  record(envelope: unknown): void;
  /** Changes the organization's size, and how AWS is today. Throws an Error that names the field that is wrong. */
  setOrganization(change: OrganizationChange): OrganizationState;
  /** Puts a SecureString parameter into the hub's Parameter Store, or its next version, as a person who rotates a secret. */
  setParameter(name: string, value: string): void;
  /** Puts a secret into the hub's Secrets Manager, or its next value, as a person who rotates it. */
  setSecret(name: string, value: string): void;
  /** Replaces the scripted failures. Throws an Error that names the field that is wrong. */
  setFaults(faults: readonly AwsFault[]): void;
  /** The last 1,000 e-mails that SNS topics sent, oldest first. */
  readonly emails: readonly Email[];
  /** The last 10,000 calls, oldest first. */
  readonly calls: readonly AwsCall[];
  /** How many calls each service has had, and how long it took over them, in ms of real time. */
  readonly totals: Readonly<Record<string, { readonly calls: number; readonly ms: number }>>;
  close(): Promise<void>;
}

/**
 * Starts an AWS on this machine, on one port of 127.0.0.1, that the AWS SDK speaks to as to the real one: with
 * signatures, in each service's own protocol, with each service's own errors.
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const world = createWorld(options);
  const faults = createFaults();
  const dynamoDb = await startDynamoDb(options.dataFolder);
  const calls: AwsCall[] = [];
  const closing = new AbortController();
  const totals: Record<string, { readonly calls: number; readonly ms: number }> = {};
  const onCall = (call: AwsCall) => {
    const before = totals[call.service] ?? { calls: 0, ms: 0 };
    totals[call.service] = { calls: before.calls + 1, ms: before.ms + call.ms };
    if (calls.push(call) > 10_000) calls.shift();
  };
  const door = createDoor({ world, dynamoDb, faults, onCall, closing: closing.signal });
  const server = createServer((request, response) => {
    // The SDK trusts this header: by another time it would think its clock wrong, correct it, and ask again what was refused.
    response.setHeader('date', new Date(options.clock.now()).toUTCString());
    void serve(request, response, door);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    endpoint: `http://127.0.0.1:${port}`,
    credentials: ownCredentials(world),
    account: (id) => found(world, id),
    setAccount: (id, change) => setAccount(world, id, change),
    accounts: () => [...world.accounts.values()],
    central: () => world.central,
    setCentral(change) {
      world.central = changeState(world.central, change, centralRules);
      return world.central;
    },
    guard: () => world.guard,
    setGuard(change) {
      world.guard = changeState(world.guard, change, guardRules);
      return world.guard;
    },
    record: world.remember,
    setOrganization: (change) => changeOrganization(world, change),
    setParameter(name, value) {
      world.parameters.set(name, [...(world.parameters.get(name) ?? []), value]);
      world.changedAt.set(name, world.now());
    },
    setSecret(name, value) {
      world.secrets.set(name, value);
      world.changedAt.set(name, world.now());
    },
    setFaults: (list) => faults.set(list),
    emails: world.emails,
    calls,
    totals,
    async close() {
      closing.abort();
      server.close();
      server.closeAllConnections();
      await dynamoDb.close();
    },
  };
}

function createWorld(options: LocalAwsOptions): World {
  const {
    clock,
    region = 'us-east-1',
    hubAccount,
    parameters = {},
    secrets = {},
    topics = {},
    onEmail = () => undefined,
    queues = () => [],
    onRecord = () => undefined,
    onPutEvents,
  } = options;
  const now = () => clock.now();
  const world: World = {
    now,
    after: (ms, callback) => void clock.after(ms, callback),
    region,
    hubAccount,
    accounts: new Map(),
    organization: smallOrganization,
    luck: createLuck(),
    reports: new Map(),
    central: healthyCentral,
    guard: healthyGuard,
    history: new Map(),
    keys: createKeyRing(hubAccount, now),
    parameters: new Map(Object.entries(parameters).map(([name, value]) => [name, [value]])),
    secrets: new Map(Object.entries(secrets)),
    changedAt: new Map(Object.keys({ ...parameters, ...secrets }).map((name) => [name, now()])),
    topics: new Map(
      Object.entries(topics).map(([name, to]) => [`arn:aws:sns:${region}:${hubAccount}:${name}`, to]),
    ),
    emails: [],
    onEmail,
    onRecord,
    remember: (envelope) => remember(world, envelope),
    onPutEvents,
    queues,
    names: options,
  };
  for (const { id, ...change } of [{ id: hubAccount }, ...options.accounts]) setAccount(world, id, change);
  return world;
}

function setAccount({ accounts }: World, id: string, change: AccountChange): AccountState {
  const account = changeAccount(accounts.get(id) ?? newAccount(id), change);
  accounts.set(id, account);
  return account;
}

/** CloudTrail keeps ninety days; here the last thousand events of an account do. */
function remember({ history }: World, envelope: unknown): void {
  const record = objectAt(envelope, 'detail');
  const account = textAt(record, 'recipientAccountId') ?? textAt(envelope, 'account');
  if (record === undefined || account === undefined || textAt(record, 'eventID') === undefined) return;
  history.set(account, [...(history.get(account) ?? []), record].slice(-1_000));
}

function found({ accounts }: World, id: string): AccountState {
  const account = accounts.get(id);
  if (account === undefined)
    throw new Error(`There is no account "${id}". Known: ${[...accounts.keys()].join(', ')}.`);
  return account;
}

function ownCredentials({ keys }: World): LocalAws['credentials'] {
  const { accessKeyId, secretAccessKey } = keys.own;
  return { accessKeyId, secretAccessKey };
}
