import type { AccountFacts } from './account-facts.ts';
import { exampleBus, exampleQueue, exampleRule } from './example-hub.ts';
import { known } from './fact.ts';
import type { CanaryFlights, DeliveryFailure, GuardFacts } from './guard-facts.ts';
import type { OrganizationFacts } from './organization-facts.ts';
import { exampleTime } from './posture.ts';

export { denied, known } from './fact.ts';

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
      {
        name: 'organization',
        multiRegion: true,
        logging: known(true),
        admitsRootWrites: known(true),
        admitsRootReads: known(true),
      },
    ]),
    alertRule: known({
      name: 'rootguard-root-events',
      exists: true,
      state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      targets: 1,
    }),
    alertPath: known({
      misses: [],
      targets: [{ right: true, hasRole: true, hasDeadLetterQueue: true, retries: 185, retrySeconds: 86_400 }],
    }),
    guardRules: known([{ name: 'rootguard-guard-events-1', fault: 'none' }]),
    regionalRules: known([
      { region: 'eu-west-1', state: known('enabled'), fault: known('none'), guards: known([]) },
    ]),
    forwardQueue: known({ exists: true, events: 0 }),
    rootHistory: known({ from: exampleTime - 24 * hour, events: 0, missed: [] }),
    heartbeats: known(
      ['eu-west-1', 'us-east-1'].map((region) => ({ region, at: exampleTime - hour / 3, expectedSince: 0 })),
    ),
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
        admitsRootReads: known(true),
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
    canary: known(healthyFlights()),
    deliveries: known({ counted: true, failures: [] }),
    secretAges: known([{ name: '/rootguard/slack/bot-token', changedAt: exampleTime - 30 * 24 * hour }]),
    tableSafety: known({ recoverable: known(true), forgets: known(true) }),
    ...change,
  };
}

/** Canaries that come within some minutes; the last was sent five minutes ago. */
export function healthyFlights(change: Partial<CanaryFlights> = {}): CanaryFlights {
  const sentAt = exampleTime - hour / 12;
  return {
    since: exampleTime - 60 * 24 * hour,
    sentAt,
    last: { sentAt, arrivedAt: sentAt + 150_000 },
    waitingSince: undefined,
    lost: 0,
    refused: undefined,
    usual: { count: 48, p50: 140_000, p95: 400_000 },
    ...change,
  };
}

/** A function that failed once, two hours before the check. */
export function exampleFailure(change: Partial<DeliveryFailure> = {}): DeliveryFailure {
  const once = { of: 'rootguard-worker', kind: 'failed-runs', times: 1, hours: 1 } as const;
  return { ...once, lastAt: exampleTime - 2 * hour, ...change };
}
