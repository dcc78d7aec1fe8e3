import type {
  Admission,
  AlarmSubscribers,
  BusPolicy,
  DeadLetters,
  Deliveries,
  DeliveryFailure,
  EventSource,
  GuardFacts,
  HubPattern,
  HubQueue,
  HubRule,
  HubTarget,
  QueueState,
  SecretAge,
  SlackChannel,
  TableSafety,
} from '../core/guard-facts.ts';
import type {
  IamAdministrators,
  ManagementRoot,
  Onboarding,
  Organization,
  OrganizationFacts,
  RootDenial,
  RootFeatures,
} from '../core/organization-facts.ts';
import { trailShape } from './account-facts-shape.ts';
import { fact, factsReader } from './fact-shape.ts';
import { flag, list, members, number, oneOf, optional, text } from './shape.ts';

/** Reads the stored facts of the organisation. */
export const organizationFacts = factsReader<OrganizationFacts>({
  organization: fact(members<Organization>({ id: optional(text), managementAccount: optional(text) })),
  rootFeatures: fact(
    members<RootFeatures>({
      credentialsManagement: flag,
      sessions: flag,
      obstacle: optional(oneOf({ 'no-organization': 1, 'service-access-off': 1, 'not-all-features': 1 })),
    }),
  ),
  iamAdministrators: fact(members<IamAdministrators>({ accounts: list(text), expected: list(text) })),
  rootDenials: fact(
    list(
      members<RootDenial>({
        policy: text,
        everything: flag,
        exemptsAssumedRoot: flag,
        covers: oneOf({ all: 1, some: 1, none: 1 }),
      }),
    ),
  ),
  organizationTrails: fact(list(trailShape)),
  onboarding: fact(
    members<Onboarding>({
      active: number,
      missing: list(text),
      missingCount: number,
      newCount: number,
      unlookedCount: number,
    }),
  ),
  managementRoot: fact(
    optional(
      members<ManagementRoot>({
        account: text,
        checkedAt: optional(number),
        failing: list(text),
        warning: list(text),
        unknown: list(text),
      }),
    ),
  ),
});

const admission = oneOf<Admission>({ admitted: 1, denied: 1, 'not-admitted': 1, unclear: 1 });

/** Reads the stored facts of the guard itself. */
export const guardFacts = factsReader<GuardFacts>({
  busPolicy: fact(
    members<BusPolicy>({
      exists: flag,
      forMembers: flag,
      members: admission,
      ownRegions: admission,
      anybody: admission,
      organizations: list(text),
      accounts: list(text),
      size: number,
      own: fact(optional(text)),
    }),
  ),
  hubRules: fact(
    list(
      members<HubRule>({
        name: text,
        state: oneOf({ enabled: 1, 'without-reads': 1, disabled: 1, missing: 1 }),
        target: optional(fact(members<HubTarget>({ right: flag, keepsFailures: flag, patient: flag }))),
        pattern: optional(fact(members<HubPattern>({ changed: flag, misses: list(text) }))),
      }),
    ),
  ),
  hubQueues: fact(
    list(
      members<HubQueue>({
        queue: text,
        found: fact(
          optional(
            members<QueueState>({
              refuses: list(text),
              unclear: list(text),
              failures: optional(oneOf({ kept: 1, early: 1, elsewhere: 1, dropped: 1 })),
            }),
          ),
        ),
      }),
    ),
  ),
  deadLetters: fact(
    list(
      members<DeadLetters>({
        queue: text,
        messages: fact(optional(number)),
        oldest: optional(fact(optional(number))),
      }),
    ),
  ),
  slackChannels: fact(
    list(
      members<SlackChannel>({
        channel: text,
        use: oneOf({ alerts: 1, fallback: 1 }),
        state: fact(oneOf({ member: 1, 'not-member': 1, archived: 1, missing: 1, refused: 1 })),
      }),
    ),
  ),
  alarmSubscribers: fact(optional(members<AlarmSubscribers>({ confirmed: number, pending: number }))),
  eventSources: fact(
    list(
      members<EventSource>({
        function: text,
        queue: text,
        state: oneOf({ taking: 1, stopped: 1, missing: 1 }),
        troubled: flag,
      }),
    ),
  ),
  deliveries: fact(
    members<Deliveries>({
      counted: flag,
      failures: list(
        members<DeliveryFailure>({
          of: text,
          kind: oneOf({
            'not-delivered': 1,
            lost: 1,
            'throttled-rule': 1,
            'failed-runs': 1,
            'throttled-runs': 1,
          }),
          times: number,
          hours: number,
          lastAt: number,
        }),
      ),
    }),
  ),
  secretAges: fact(optional(list(members<SecretAge>({ name: text, changedAt: optional(number) })))),
  tableSafety: fact(members<TableSafety>({ recoverable: fact(flag), forgets: fact(flag) })),
});
