import type { AccountFacts } from '../core/account-facts.ts';
import { notGatheredYet } from '../core/fact.ts';
import type { Auditor, Clock } from '../core/ports.ts';
import { type AuditAccess, type AuditClients, createClientOpener } from './audit-clients.ts';
import { gatherFact } from './audit-fact.ts';
import { gatherRootReport } from './audit-report.ts';
import { gatherRootCredentials, gatherRootVirtualMfa } from './audit-root.ts';
import { gatherAlertRule } from './audit-rule.ts';
import { gatherTrails } from './audit-trails.ts';
import { everyAccountFact, everyGuardFact, everyOrganizationFact } from './every-fact.ts';

/** What the auditor needs to know of the installation. */
export interface AuditorOptions extends AuditAccess {
  /** The EventBridge rule that every guarded account has on its default bus. */
  readonly ruleName: string;
  readonly clock: Clock;
}

/**
 * Gathers what the posture checks judge, each fact once and all at the same time. It never throws: a fact that AWS
 * denied, throttled or did not tell in time says so, and which call it was. An account whose audit role cannot be
 * assumed has no known fact at all. Credentials and endpoints are the SDK's usual ones.
 */
export function createAuditor(options: AuditorOptions): Auditor {
  const open = createClientOpener(options);
  return {
    async gather(account) {
      const opened = await gatherFact('sts:AssumeRole', () => open(account));
      if (!opened.known) return everyAccountFact(opened);
      try {
        return await gatherAll(opened.value, account, options);
      } finally {
        opened.value.destroy();
      }
    },
    gatherOrganization: async () => everyOrganizationFact(notGatheredYet),
    gatherGuard: async () => everyGuardFact(notGatheredYet),
  };
}

async function gatherAll(
  clients: AuditClients,
  account: string,
  options: AuditorOptions,
): Promise<AccountFacts> {
  const [rootCredentials, rootReport, rootVirtualMfa, trails, alertRule] = await Promise.all([
    gatherRootCredentials(clients.iam),
    gatherRootReport(clients.iam, options.clock),
    gatherRootVirtualMfa(clients.iam),
    gatherTrails(clients.cloudTrail, account, options.region),
    gatherAlertRule(clients.eventBridge, options.ruleName),
  ]);
  return {
    ...everyAccountFact(notGatheredYet),
    rootCredentials,
    rootReport,
    rootVirtualMfa,
    trails,
    alertRule,
  };
}
