import { asObject } from '../../src/core/json.ts';
import { checked, type FieldRules, listOf, oneOf, shown, wrong } from './field-rules.ts';
import { type RuleTrouble, troubledRules } from './member-rules.ts';
import { areDevices, mfaOf, type RootDevice, usualDevices } from './root-devices.ts';

/** One simulated AWS account: the body of `PUT /_sandbox/aws/accounts/{id}`. */
export interface AccountState {
  readonly id: string;
  readonly name: string;
  readonly rootPassword: boolean;
  readonly rootMfa: 'none' | 'virtual' | 'hardware';
  /** Root's MFA devices, as only root sees them; they go with `rootMfa`, whichever of the two is changed. */
  readonly rootDevices: readonly RootDevice[];
  readonly rootAccessKeys: 0 | 1 | 2;
  /** Whether those keys are active, or switched off and not deleted. */
  readonly rootKeysActive: boolean;
  /** `restarted`: stopped two hours ago and started again an hour later. `organization`: it has the organization's trail alone. */
  readonly trail: 'logging' | 'stopped' | 'restarted' | 'organization' | 'none';
  /** The home Region of its own trail, which covers all of them. */
  readonly trailRegion: (typeof trailRegions)[number];
  /** What management events its own trail records: `data` is none of them. */
  readonly trailRecords: 'all' | 'writes' | 'data';
  /** Whether its own trail delivers its files; `ahead` says so of a time that is to come. */
  readonly trailDelivers: 'yes' | 'no' | 'ahead';
  readonly rule: 'enabled' | 'disabled' | 'missing';
  /** What somebody did to single rules of member.yaml: by a rule's name everywhere, by `REGION/NAME` in one Region. */
  readonly rules: Readonly<Record<string, RuleTrouble>>;
  /** IAM actions that are refused (`iam:GetAccountSummary`, `cloudtrail:*`), with IAM's wildcards and case rules. */
  readonly deny: readonly string[];
  /** As Organizations tells it; `left` is not in the organization any more. */
  readonly state: 'ACTIVE' | 'PENDING_ACTIVATION' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED' | 'left';
  /** How long AWS takes for each audit call in this account, in ms of real time. */
  readonly delayMs: number;
  readonly rootCertificates: 0 | 1 | 2;
  /** When root last signed in, as the credential report says it: ISO 8601, or `never`. */
  readonly rootLastUse: string;
  /** The alternate contacts that are registered. */
  readonly contacts: readonly ('SECURITY' | 'BILLING' | 'OPERATIONS')[];
  /** Whether each of them has an address of its own. */
  readonly contactAddress: 'one each' | 'one for all';
  /** The domain of root's own address, as Organizations tells it. */
  readonly emailDomain: string;
  /** The enabled Regions besides us-east-1; each has the rule as us-east-1 has it. */
  readonly regions: readonly string[];
  /** Where the rule leads to. */
  readonly target: 'right' | 'wrong' | 'no-role' | 'no-dead-letters' | 'none';
  /** The queue for what the hub did not take. */
  readonly forwardQueue: 'empty' | 'events' | 'missing';
  /** What the rule lets through: all that root does, or API calls alone. */
  readonly pattern: 'all' | 'narrow';
  /** Trusted Advisor answers the business plan only. */
  readonly supportPlan: 'basic' | 'business';
  /** How many of this account's next audit calls are throttled (its store and job bus are not: those have faults). */
  readonly throttle: number;
}

/** A partial body: what it does not name stays as it is. */
export type AccountChange = { readonly [K in Exclude<keyof AccountState, 'id'>]?: AccountState[K] };

/** An account to start with; what is left out has the default of a healthy account. */
export type SimulatedAccount = { readonly id: string } & AccountChange;

/**
 * The account after the change. Throws an Error that names the field, what came and what is allowed; then nothing
 * has changed. Takes the body as it came over HTTP, whatever its declared type.
 */
export function changeAccount(before: AccountState, change: AccountChange): AccountState {
  if (asObject(change) === undefined)
    throw new Error(`The account must be an object, but ${shown(change)} came.`);
  // The answer of a GET may be sent back as it is, so the id may be in it, but nobody can rename an account.
  const { id = before.id, ...fields } = change as AccountChange & { id?: unknown };
  if (id !== before.id) throw wrong('id', id, `"${before.id}", the id in the address`);
  return { ...before, ...withDevices(before, checked(fields, rules, 'an account')) };
}

/** Devices and the kind of MFA are one thing, told in two ways: the one that is named decides, and both must agree. */
function withDevices(before: AccountState, change: AccountChange): AccountChange {
  const { rootMfa, rootDevices } = change;
  if (rootDevices === undefined)
    return rootMfa === undefined || rootMfa === before.rootMfa
      ? change
      : { ...change, rootDevices: usualDevices[rootMfa] };
  const kind = mfaOf(rootDevices);
  if (rootMfa !== undefined && rootMfa !== kind)
    throw wrong('rootDevices', rootDevices, `devices of rootMfa "${rootMfa}"`);
  return { ...change, rootMfa: kind };
}

/** A healthy account: password, hardware MFA, no keys, a trail that logs, an enabled rule. Throws on a bad id. */
export function newAccount(id: string): AccountState {
  if (!/^\d{12}$/.test(id)) throw wrong('id', id, '12 digits, as a string');
  return {
    id,
    name: `account-${id}`,
    rootPassword: true,
    rootMfa: 'hardware',
    rootDevices: usualDevices.hardware,
    rootAccessKeys: 0,
    rootKeysActive: true,
    trail: 'logging',
    trailRegion: 'us-east-1',
    trailRecords: 'all',
    trailDelivers: 'yes',
    rule: 'enabled',
    rules: {},
    deny: [],
    throttle: 0,
    rootCertificates: 0,
    rootLastUse: '2024-02-05T03:12:44+00:00',
    contacts: ['SECURITY', 'BILLING', 'OPERATIONS'],
    contactAddress: 'one each',
    emailDomain: 'example.com',
    regions: ['ap-northeast-2'],
    target: 'right',
    forwardQueue: 'empty',
    pattern: 'all',
    supportPlan: 'business',
    state: 'ACTIVE',
    delayMs: 0,
  };
}

/**
 * Whether a list of IAM action patterns covers an action. `*` and `?` are wildcards and case does not count:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function covers(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => {
    const expression = pattern
      .replace(/[^\w:*?]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${expression}$`, 'i').test(action);
  });
}

/** The Regions that an account can have enabled here besides us-east-1. */
export const knownRegions = ['ap-northeast-2', 'ap-east-1', 'eu-west-1', 'us-west-2'] as const;

const trailRegions = ['us-east-1', ...knownRegions] as const;

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

const rules: FieldRules<AccountChange> = {
  name: {
    accepts: (value) => typeof value === 'string' && /^.{1,50}$/u.test(value),
    allowed: 'a text of 1 to 50 characters in one line',
  },
  rootPassword: { accepts: (value) => typeof value === 'boolean', allowed: 'true or false' },
  rootMfa: oneOf('none', 'virtual', 'hardware'),
  rootDevices: {
    accepts: areDevices,
    allowed: 'a list of "passkey", "token", "virtual", eight at most',
  },
  rootAccessKeys: oneOf(0, 1, 2),
  rootKeysActive: oneOf(true, false),
  trail: oneOf('logging', 'stopped', 'restarted', 'organization', 'none'),
  trailRegion: oneOf(...trailRegions),
  trailRecords: oneOf('all', 'writes', 'data'),
  trailDelivers: oneOf('yes', 'no', 'ahead'),
  rule: oneOf('enabled', 'disabled', 'missing'),
  rules: troubledRules,
  deny: {
    accepts: (value) => Array.isArray(value) && value.every(isAction),
    allowed: 'a list of IAM actions such as "iam:GetAccountSummary" or "cloudtrail:*"',
  },
  state: oneOf('ACTIVE', 'PENDING_ACTIVATION', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'left'),
  delayMs: {
    accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 60_000,
    allowed: 'milliseconds, 0 to 60000',
  },
  rootCertificates: oneOf(0, 1, 2),
  rootLastUse: {
    accepts: (value) => value === 'never' || (typeof value === 'string' && isoTime.test(value)),
    allowed: '"never", or a time such as "2026-11-23T05:00:00+00:00"',
  },
  contacts: listOf('SECURITY', 'BILLING', 'OPERATIONS'),
  contactAddress: oneOf('one each', 'one for all'),
  emailDomain: {
    accepts: (value) => typeof value === 'string' && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value),
    allowed: 'a domain in lower case, such as "example.com"',
  },
  regions: listOf(...knownRegions),
  target: oneOf('right', 'wrong', 'no-role', 'no-dead-letters', 'none'),
  forwardQueue: oneOf('empty', 'events', 'missing'),
  pattern: oneOf('all', 'narrow'),
  supportPlan: oneOf('basic', 'business'),
  throttle: {
    accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
    allowed: 'a whole number of calls, 0 or more',
  },
};

function isAction(value: unknown): boolean {
  return typeof value === 'string' && /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/.test(value);
}
