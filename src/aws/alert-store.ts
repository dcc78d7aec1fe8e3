import type { AlertStore, Clock } from '../core/ports.ts';
import { createAccountStore } from './account-store.ts';
import { createCanaryStore } from './canary-store.ts';
import { createDeliveryStore } from './delivery-store.ts';
import { createDrillStore } from './drill-store.ts';
import { createDropCounter } from './drop-counter.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { createEventStore } from './event-store.ts';
import { createHeartbeatStore } from './heartbeat-store.ts';
import { createHistoryStore } from './history-store.ts';
import { createIncidentStore } from './incident-store.ts';
import { createLedgerStore } from './ledger-store.ts';
import { createPlanStore } from './plan-store.ts';
import { createRootAuditStore } from './root-audit-store.ts';

/** Where and how a store is kept. */
export interface StoreOptions {
  readonly call: DynamoCall;
  readonly table: string;
  /** How long an incident is kept after its last change, in days; 400 if absent: more than a year of audits. */
  readonly retentionDays?: number;
  readonly clock: Clock;
}

/** What raising an alert remembers: a part of `createStore`, for the bundle that must start fast. Methods throw StoreError. */
export function createAlertStore({ call, table, retentionDays = 400, clock }: StoreOptions): AlertStore {
  return {
    ...createIncidentStore({ call, table, retentionDays, clock }),
    ...createHistoryStore({ call, table, retentionDays, clock }),
    ...createEventStore({ call, table, retentionDays, clock }),
    ...createDrillStore({ call, table, retentionDays, clock }),
    ...createLedgerStore({ call, table }),
    ...createDeliveryStore({ call, table }),
    ...createHeartbeatStore({ call, table }),
    ...createAccountStore({ call, table }),
    ...createCanaryStore({ call, table }),
    ...createDropCounter({ call, table }),
    ...createRootAuditStore({ call, table, clock }),
    ...createPlanStore({ call, table, retentionDays, clock }),
  };
}
