import type { AccountFacts } from './account-facts.ts';
import type { Fact, UnknownFact } from './fact.ts';
import type { BusPolicy, DeliveryFailure, GuardFacts, HubQueue, HubRule, QueueState } from './guard-facts.ts';
import type { OrganizationFacts } from './organization-facts.ts';
import { exampleTime } from './posture.ts';

const hour = 3_600_000;
const contact = (mark: string) => known({ registered: true, mark });

/** Facts of a healthy account, for examples that then change the one thing that matters. */
export function healthyAccount(change: Partial<AccountFacts> = {}): AccountFacts {
  return {
    rootCredentials: known({
      accessKeys: 0,
      mfaEnabled: true,
      passwordPresent: true,
      signingCertificates: 0,
    }),
    rootReport: known({
      key1Active: undefined,
      key2Active: undefined,
      passwordEnabled: true,
      generatedAt: exampleTime - hour,
    }),
    rootLastUse: known({
      at: Date.UTC(2024, 1, 5),
      by: 'password',
      reportedAt: exampleTime - hour,
      alerted: known(false),
    }),
    watchedSince: known(Date.UTC(2026, 5, 1)),
    rootVirtualMfa: known([]),
    rootMfaDevices: known({ virtual: 0, fido: 2, token: 0 }),
    rootInventory: known({ activeKeys: 0, inactiveKeys: 0, certificates: 0, password: true }),
    centralRoot: known({ role: 'standalone', managed: known(false) }),
    securityContact: contact('c2VjdXJp'),
    billingContact: contact('YmlsbGlu'),
    operationsContact: contact('b3BlcmF0'),
    rootEmail: known({ masked: 'r***@example.com', approved: true }),
    trustedAdvisor: known('ok'),
    trails: known([
      { name: 'organization', multiRegion: true, logging: known(true), admitsRootWrites: known(true) },
    ]),
    alertRule: known({ name: 'rootguard-root-events', exists: true, state: 'ENABLED', targets: 1 }),
    alertPath: known({
      misses: [],
      targets: [{ right: true, hasRole: true, hasDeadLetterQueue: true, retries: 185, retrySeconds: 86_400 }],
    }),
    regionalRules: known([{ region: 'eu-west-1', state: known('enabled') }]),
    rootHistory: known({ from: exampleTime - 24 * hour, events: 0, missed: [] }),
    lastHeartbeat: known({ account: '111122223333', region: 'us-east-1', at: exampleTime - hour / 3 }),
    ...change,
  };
}

/** Facts of an organisation in which root is managed as it should be. */
export function healthyOrganization(change: Partial<OrganizationFacts> = {}): OrganizationFacts {
  return {
    organization: known({ id: 'o-exampleorgid', managementAccount: '111122223333' }),
    rootFeatures: known({ credentialsManagement: true, sessions: true, obstacle: undefined }),
    iamAdministrators: known({ accounts: ['444455556666'], expected: ['444455556666'] }),
    rootDenials: known([{ policy: 'deny-root', everything: true, exemptsAssumedRoot: true, covers: 'all' }]),
    organizationTrails: known([
      {
        name: 'organization',
        multiRegion: true,
        logging: known(true),
        admitsRootWrites: known(true),
        organization: true,
      },
    ]),
    onboarding: known({ active: 14, missing: [], missingCount: 0, newCount: 0, unlookedCount: 0 }),
    managementRoot: known({
      account: '111122223333',
      checkedAt: exampleTime - hour,
      failing: [],
      warning: [],
      unknown: [],
    }),
    ...change,
  };
}

/** Facts of a guard that works. */
export function healthyGuard(change: Partial<GuardFacts> = {}): GuardFacts {
  return {
    busPolicy: known(exampleBus()),
    hubRules: known([exampleRule('rootguard-root-events'), exampleRule('rootguard-member-events')]),
    hubQueues: known([
      exampleQueue('rootguard-ingest'),
      { queue: 'rootguard-rules-dlq', found: known({ refuses: [], unclear: [] }) },
    ]),
    deadLetters: known([{ queue: 'rootguard-ingest-dlq', messages: known(0) }]),
    slackChannels: known([
      { channel: 'C0ALERTS', use: 'alerts', state: known('member') },
      { channel: 'C0FALLBACK', use: 'fallback', state: known('member') },
    ]),
    alarmSubscribers: known({ confirmed: 1, pending: 0 }),
    eventSources: known([
      { function: 'rootguard-events', queue: 'rootguard-ingest', state: 'taking', troubled: false },
      { function: 'rootguard-worker', queue: 'rootguard-jobs', state: 'taking', troubled: false },
    ]),
    deliveries: known({ counted: true, failures: [] }),
    secretAges: known([{ name: '/rootguard/slack/bot-token', changedAt: exampleTime - 30 * 24 * hour }]),
    tableSafety: known({ recoverable: known(true), forgets: known(true) }),
    ...change,
  };
}

/** The bus of a hub with members, as it must be. */
export function exampleBus(change: Partial<BusPolicy> = {}): BusPolicy {
  return {
    exists: true,
    forMembers: true,
    members: 'admitted',
    ownRegions: 'admitted',
    anybody: 'not-admitted',
    organizations: ['o-exampleorgid'],
    accounts: [],
    size: 402,
    own: known('o-exampleorgid'),
    ...change,
  };
}

/** A rule of the hub as it must be. */
export function exampleRule(name: string, change: Partial<HubRule> = {}): HubRule {
  const target = known({ right: true, keepsFailures: true, patient: true });
  return { name, state: 'enabled', target, pattern: known({ changed: false, misses: [] }), ...change };
}

/** A queue of the hub as it must be. */
export function exampleQueue(queue: string, change: Partial<QueueState> = {}): HubQueue {
  return { queue, found: known({ refuses: [], unclear: [], failures: 'kept', ...change }) };
}

/** A function that failed once, two hours before the check. */
export function exampleFailure(change: Partial<DeliveryFailure> = {}): DeliveryFailure {
  const once = { of: 'rootguard-worker', kind: 'failed-runs', times: 1, hours: 1 } as const;
  return { ...once, lastAt: exampleTime - 2 * hour, ...change };
}

/** A fact that AWS told. */
export function known<T>(value: T): Fact<T> & { readonly known: true } {
  return { known: true, value };
}

/** A fact that AWS would not tell. */
export function denied(call: string): UnknownFact {
  return { known: false, cause: 'access-denied', call };
}
