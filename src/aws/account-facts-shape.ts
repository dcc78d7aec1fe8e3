import type {
  AccountFacts,
  AlertPath,
  AlertRule,
  AlertTarget,
  CentralRoot,
  Contact,
  ForwardQueue,
  GuardRule,
  MissedEvent,
  RegionalRule,
  RootCredentials,
  RootEmail,
  RootHistory,
  RootInventory,
  RootLastUse,
  RootMfaDevices,
  RootReportRow,
  Trail,
} from '../core/account-facts.ts';
import type { RegionalHeartbeat } from '../core/heartbeat.ts';
import { fact, factsReader } from './fact-shape.ts';
import { flag, list, members, number, oneOf, optional, type Test, text } from './shape.ts';

/** Tests a stored trail. */
export const trailShape: Test = members<Trail>({
  name: text,
  multiRegion: flag,
  logging: fact(flag),
  admitsRootWrites: fact(flag),
  admitsRootReads: optional(fact(flag)),
  organization: optional(flag),
  deliveryError: optional(text),
  deliveredAt: optional(number),
  startedAt: optional(number),
  stoppedAt: optional(number),
});

const contact = fact(members<Contact>({ registered: flag, mark: optional(text) }));

const ruleFaults: Readonly<Record<GuardRule['fault'], 1>> = {
  missing: 1,
  disabled: 1,
  'no-target': 1,
  astray: 1,
  'no-role': 1,
  none: 1,
};
const guardRules = list(members<GuardRule>({ name: text, fault: oneOf(ruleFaults) }));

/** Reads the stored facts of an account. */
export const accountFacts = factsReader<AccountFacts>({
  rootCredentials: fact(
    members<RootCredentials>({
      accessKeys: optional(number),
      mfaEnabled: optional(flag),
      passwordPresent: optional(flag),
      signingCertificates: optional(number),
    }),
  ),
  rootReport: fact(
    members<RootReportRow>({
      key1Active: optional(flag),
      key2Active: optional(flag),
      passwordEnabled: optional(flag),
      activeCertificates: optional(number),
      generatedAt: number,
    }),
  ),
  rootLastUse: fact(
    members<RootLastUse>({
      at: optional(number),
      by: optional(oneOf({ password: 1, 'access-key': 1 })),
      reportedAt: number,
      alerted: fact(flag),
    }),
  ),
  watchedSince: fact(optional(number)),
  rootVirtualMfa: fact(list(text)),
  rootMfaDevices: fact(
    optional(
      members<RootMfaDevices>({ virtual: number, fido: number, token: number, other: optional(number) }),
    ),
  ),
  rootInventory: fact(
    optional(
      members<RootInventory>({
        activeKeys: number,
        inactiveKeys: number,
        certificates: number,
        password: flag,
      }),
    ),
  ),
  centralRoot: fact(
    members<CentralRoot>({ role: oneOf({ management: 1, member: 1, standalone: 1 }), managed: fact(flag) }),
  ),
  securityContact: contact,
  billingContact: contact,
  operationsContact: contact,
  rootEmail: fact(optional(members<RootEmail>({ masked: text, approved: optional(flag) }))),
  trustedAdvisor: fact(oneOf({ ok: 1, warning: 1, error: 1, not_available: 1, 'no-plan': 1 })),
  trails: fact(list(trailShape)),
  alertRule: fact(members<AlertRule>({ name: text, exists: flag, state: optional(text), targets: number })),
  alertPath: fact(
    members<AlertPath>({
      misses: list(text),
      targets: list(
        members<AlertTarget>({
          right: flag,
          hasRole: flag,
          hasDeadLetterQueue: flag,
          retries: optional(number),
          retrySeconds: optional(number),
        }),
      ),
    }),
  ),
  guardRules: fact(guardRules),
  regionalRules: fact(
    list(
      members<RegionalRule>({
        region: text,
        state: fact(oneOf({ enabled: 1, disabled: 1, missing: 1 })),
        fault: optional(fact(oneOf({ ...ruleFaults, narrow: 1 }))),
        guards: optional(fact(guardRules)),
      }),
    ),
  ),
  forwardQueue: fact(optional(members<ForwardQueue>({ exists: flag, events: number }))),
  rootHistory: fact(
    members<RootHistory>({
      from: optional(number),
      events: number,
      missed: list(members<MissedEvent>({ id: text, name: text, at: number })),
    }),
  ),
  heartbeats: fact(
    list(members<RegionalHeartbeat>({ region: text, at: optional(number), expectedSince: optional(number) })),
  ),
});
