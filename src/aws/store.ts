import type { Store } from '../core/ports.ts';
import { createAlertStore, type StoreOptions } from './alert-store.ts';
import { createCheckStore } from './check-store.ts';
import { createChoreStore } from './chore-store.ts';
import { createCustodianStore } from './custodian-store.ts';
import { createEvidenceStore } from './evidence-store.ts';
import { createPostureRecordStore } from './posture-record-store.ts';
import { createSweepStore } from './sweep-store.ts';

/**
 * Everything that RootGuard remembers, in one table. Methods throw StoreError.
 *
 * | pk              | sk         | item |
 * |-----------------|------------|------|
 * | `INCIDENT#<id>` | `INCIDENT` | `document`, `version`, `writeId`, `ttl`; until it is explained also `openPk`, `openSk`; while something comes next `duePk`, `dueSk` |
 * | `INCIDENT#<id>` | `EVENT#<time>#<mark>` | `document`, `ttl`: the record of one of its events |
 * | `INCIDENT#<id>` | `DRILL`    | `document`, `undetectedAt`, `reportedAt`, `writeId`, `ttl`; until it is reported also `openPk`, `openSk` |
 * | `ACCOUNT#<id>`  | `LEDGER`   | `document`, `version`, `writeId` |
 * | `HEARTBEAT#<account>` | Region | `at`, `region`; outside of the hub's Region `ttl` |
 * | `HEARTBEAT#<account>` | `EXPECTED` | `since`: from which Regions heartbeats are expected, and since when |
 * | `AUDITS#<account>` | `<time>#<id>` | `document`, `ttl`: a look of our own with a root session |
 * | `MONTH#<year>-<month>` | `<time>#<incident>` | `document`, `ttl`: an incident that was opened then |
 * | `REPORTS`       | `<time>#<head>` | `document`: a report that was made |
 * | `COUNTERS`      | `DIGEST`   | `document`: the last weekly digest |
 * | `INCIDENT#<id>` | `CUSTODIANS` | the question to them: `document`, `version`, `writeId`, `ttl`; until it is told also `openPk`, `openSk` |
 * | `CUSTODIANS`    | account id | `document`, `version`, `writeId` |
 * | `ACCOUNT#<id>`  | `LASTS#<ending>#<number>` | `document`, `version`, `endsAt`, `writeId`, `ttl`; while open also `openPk`, `openSk` |
 * | `PLAN#<number>` | `PLAN`     | `account`, `endsAt`: where the plan is; `writeId`, `ttl` |
 * | `COUNTERS`      | `PLANS`    | `total` |
 * | `ACCOUNT#<id>`  | `POSTURE`  | `document`, `version`, `writeId` |
 * | `SWEEPS`        | sweep id   | `document`, `message`, `editedAt`, `plannedAt`, `finishedAt`, `g0` … its complete groups, `ttl` |
 * | `SWEEP#<id>`    | `ACCOUNTS` | `document`: the ids of its accounts, `ttl` |
 * | `SWEEP#<id>`    | `PROGRESS` | `g<n>` … what each complete group counts, `ttl` |
 * | `SWEPT#<id>`    | `GROUP#<n>` | `a<account>` … what was found, `ttl` |
 * | `ACCOUNTS`      | account id | `document`: an account of the organization |
 * | `ORGANIZATION`  | `LISTING`  | `document`: how far the listing is |
 * | `CHECKS`        | account id | `document`, `at`, `since` |
 * | `VERDICTS`      | account id | `document`: what its last look came to, `at` |
 * | `CANARIES`      | `LOG`      | `document`, `version`, `writeId`: the last canaries |
 * | `CHECK`         | `ORGANIZATION`, `GUARD` | `document`, `at`, `since` |
 * | `CHORES`        | chore's id | `span`, `until`, `failure` |
 * | `COUNTERS`      | `DROPPED`  | `total`, `last`, `writeId` |
 * | `COUNTERS`      | `DELIVERIES` | `channel`, `second`, `mail`: the last delivery of each rung |
 *
 * The table's keys are `pk` and `sk`; its indexes are `open` with `openPk` and `openSk`, and `due` with `duePk` and `dueSk` (all
 * strings; all attributes projected); its TTL attribute is `ttl`.
 */
export function createStore(options: StoreOptions): Store {
  const { call, table, retentionDays = 400, clock } = options;
  return {
    ...createAlertStore(options),
    ...createEvidenceStore({ call, table }),
    ...createCheckStore({ call, table }),
    ...createPostureRecordStore({ call, table }),
    ...createSweepStore({ call, table }),
    ...createChoreStore({ call, table }),
    ...createCustodianStore({ call, table, retentionDays, clock }),
  };
}
