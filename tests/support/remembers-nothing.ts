import { emptyCanaryLog } from '../../src/core/canary.ts';
import { emptyLedger } from '../../src/core/ledger.ts';
import type { GuardMemory } from '../../src/core/ports.ts';

/** The memory of a guard that was installed a moment ago. */
export const remembersNothing: GuardMemory = {
  event: async () => undefined,
  ledger: async (account) => emptyLedger(account),
  watchedSince: async () => undefined,
  heartbeats: async () => [],
  expectHeartbeats: async () => undefined,
  lastChecks: async () => [],
  lastVerdicts: async () => [],
  noteRootAudit: async () => undefined,
  account: async () => undefined,
  knownAccounts: async () => [],
  listing: async () => ({}),
  canaryLog: async () => emptyCanaryLog,
};
