import { newAccount } from './accounts.ts';
import type { World } from './world.ts';

/** An organization of any size, and how AWS is today: the body of `PUT /_sandbox/aws/organization`. */
export interface OrganizationState {
  /** How many members there are besides the accounts that were made one by one: `team-0001` and so on. */
  readonly members: number;
  /** How long AWS takes for each audit call in whatever account, in ms of real time. */
  readonly delayMs: number;
  /** Which share of audit calls is throttled, 0 to 1, and which is denied. The same calls in the same order every time. */
  readonly throttled: number;
  readonly denied: number;
}

/** A partial body: what it does not name stays as it is. */
export type OrganizationChange = Partial<OrganizationState>;

/** An organization of nobody else, in good weather. */
export const smallOrganization: OrganizationState = { members: 0, delayMs: 0, throttled: 0, denied: 0 };

/** Whether an account is one of the many, and not one that somebody made and named. */
export function isOneOfMany(id: string): boolean {
  return id.startsWith(prefix);
}

/** Changes the organization. Throws an Error that names the field, what came and what is allowed; then nothing has changed. */
export function changeOrganization(world: World, change: OrganizationChange): OrganizationState {
  for (const [field, value] of Object.entries(change)) {
    const rule = Object.hasOwn(rules, field) ? rules[field as keyof typeof rules] : undefined;
    if (rule === undefined) {
      throw new Error(
        `"${field}" is no field of an organization. Allowed: ${Object.keys(rules).join(', ')}.`,
      );
    }
    if (!rule.accepts(value))
      throw new Error(`"${field}" cannot be ${JSON.stringify(value)}. Allowed: ${rule.allowed}.`);
  }
  world.organization = { ...world.organization, ...change };
  populate(world);
  return world.organization;
}

/** What befalls the next audit call. A generator with a fixed seed: a test that fails fails again. */
export function createLuck(): (state: OrganizationState) => 'throttled' | 'denied' | undefined {
  let seed = 1;
  return ({ throttled, denied }) => {
    if (throttled + denied === 0) return undefined;
    // mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const share = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    if (share < throttled) return 'throttled';
    return share < throttled + denied ? 'denied' : undefined;
  };
}

const prefix = '2000000';
const most = 10_000;

function populate({ accounts, reports, organization: { members } }: World): void {
  const wanted = Array.from(
    { length: members },
    (_, index) => `${prefix}${String(index + 1).padStart(5, '0')}`,
  );
  for (const id of wanted) {
    if (!accounts.has(id)) accounts.set(id, { ...newAccount(id), name: `team-${id.slice(-4)}` });
  }
  const kept = new Set(wanted);
  for (const id of accounts.keys()) {
    if (!isOneOfMany(id) || kept.has(id)) continue;
    accounts.delete(id);
    reports.delete(id);
  }
}

const share = {
  accepts: (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1,
  allowed: 'a number from 0 to 1',
};
const whole = (to: number, what: string) => ({
  accepts: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= to,
  allowed: `${what}, 0 to ${to}`,
});

const rules: {
  readonly [K in keyof OrganizationState]: { accepts(value: unknown): boolean; allowed: string };
} = {
  members: whole(most, 'a whole number of accounts'),
  delayMs: whole(60_000, 'milliseconds'),
  throttled: share,
  denied: share,
};
