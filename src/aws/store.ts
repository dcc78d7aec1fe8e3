import type { Clock, Store } from '../core/ports.ts';
import { createCheckStore } from './check-store.ts';
import { createDropCounter } from './drop-counter.ts';
import type { DynamoCall } from './dynamo-call.ts';
import { createHeartbeatStore } from './heartbeat-store.ts';
import { createIncidentStore } from './incident-store.ts';
import { createLedgerStore } from './ledger-store.ts';

/**
 * Everything that RootGuard remembers, in one table. Methods throw StoreError.
 *
 * | pk              | sk         | item |
 * |-----------------|------------|------|
 * | `INCIDENT#<id>` | `INCIDENT` | `document`, `version`, `writeId`, `ttl`; while open also `openPk`, `openSk` |
 * | `ACCOUNT#<id>`  | `LEDGER`   | `document`, `version`, `writeId` |
 * | `ACCOUNT#<id>`  | `HEARTBEAT` | `at` |
 * | `CHECKS`        | account id | `document`, `at`, `since` |
 * | `CHECK`         | `ORGANIZATION`, `GUARD` | `document`, `at`, `since` |
 * | `COUNTERS`      | `DROPPED`  | `total`, `last`, `writeId` |
 *
 * The table's keys are `pk` and `sk`, its one index `open` has `openPk` and `openSk` (all strings; all attributes projected),
 * and its TTL attribute is `ttl`.
 */
export function createStore(options: {
  readonly call: DynamoCall;
  readonly table: string;
  /** How long an incident is kept after its last change, in days; 400 if absent: more than a year of audits. */
  readonly retentionDays?: number;
  readonly clock: Clock;
}): Store {
  const { call, table, retentionDays = 400, clock } = options;
  return {
    ...createIncidentStore({ call, table, retentionDays, clock }),
    ...createLedgerStore({ call, table }),
    ...createCheckStore({ call, table }),
    ...createHeartbeatStore({ call, table }),
    ...createDropCounter({ call, table }),
  };
}
