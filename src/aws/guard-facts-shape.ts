import type {
  Admission,
  AlarmSubscribers,
  BusPolicy,
  CanaryFlights,
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
import { fact, factsReader, unknownFact } from './fact-shape.ts';
import { flag, list, members, number, oneOf, optional, text } from './shape.ts';

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
  canary: fact(
    optional(
      members<CanaryFlights>({
        since: number,
        sentAt: optional(number),
        last: optional(members<NonNullable<CanaryFlights['last']>>({ sentAt: number, arrivedAt: number })),
        waitingSince: optional(number),
        lost: number,
        refused: optional(unknownFact),
        usual: optional(
          members<NonNullable<CanaryFlights['usual']>>({ count: number, p50: number, p95: number }),
        ),
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
