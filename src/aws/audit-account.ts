import type { AccountFacts } from '../core/account-facts.ts';
import { gatherTrustedAdvisor } from './audit-advisor.ts';
import { gatherAsRoot, nobodyLooks } from './audit-as-root.ts';
import type { AuditClients } from './audit-clients.ts';
import { gatherContact } from './audit-contacts.ts';
import { gatherRootEmail } from './audit-email.ts';
import { gatherFact } from './audit-fact.ts';
import { gatherRootHistory } from './audit-history.ts';
import { heldAgainst, type Remembered } from './audit-memory.ts';
import { gatherRegionalRules } from './audit-regions.ts';
import { gatherRootReport } from './audit-report.ts';
import { gatherRootCredentials, gatherRootVirtualMfa } from './audit-root.ts';
import { gatherAlertRule } from './audit-rule.ts';
import { gatherTrails } from './audit-trails.ts';
import type { AuditorOptions } from './auditor.ts';
import type { Headquarters } from './headquarters.ts';
import { ingestQueueArn, memberBusArn } from './hub-names.ts';

/** An account that has let the auditor in. */
export interface OpenedAccount {
  readonly account: string;
  readonly hub: string;
  readonly clients: AuditClients;
  readonly headquarters: Headquarters;
  readonly remembered: Remembered;
  readonly options: AuditorOptions;
  /** What EventBridge said of patterns before. */
  readonly judged: Map<string, readonly string[]>;
}

/** Everything that the checks may ask of one account. Never throws. */
export async function gatherAccount(opened: OpenedAccount): Promise<AccountFacts> {
  const { account, clients, headquarters, remembered, options } = opened;
  const { iam, cloudTrail } = clients;
  const { lastHeartbeat, ledger, watchedSince } = remembered;
  const central = headquarters.centralRoot(account);
  const [
    rootCredentials,
    { rootReport, lastUse },
    rootVirtualMfa,
    centralRoot,
    { rootMfaDevices, rootInventory },
    securityContact,
    billingContact,
    operationsContact,
    rootEmail,
    trustedAdvisor,
    trails,
    { alertRule, alertPath },
    regionalRules,
    rootHistory,
  ] = await Promise.all([
    gatherRootCredentials(iam),
    gatherRootReport(iam, options.clock),
    gatherRootVirtualMfa(iam),
    central,
    asRootIn(opened, central),
    gatherContact(clients.account, 'SECURITY'),
    gatherContact(clients.account, 'BILLING'),
    gatherContact(clients.account, 'OPERATIONS'),
    rootEmailOf(opened),
    gatherTrustedAdvisor(clients.support),
    gatherTrails(cloudTrail, account, options.region),
    gatherAlertRule(clients.eventBridge, ruleOf(opened)),
    gatherRegionalRules({
      account: clients.account,
      eventBridgeIn: clients.eventBridgeIn,
      ruleName: options.ruleName,
      home: options.region,
    }),
    historyOf(opened),
  ]);
  return {
    rootCredentials,
    rootReport,
    rootLastUse: heldAgainst(ledger, lastUse),
    watchedSince,
    rootVirtualMfa,
    rootMfaDevices,
    rootInventory,
    centralRoot,
    securityContact,
    billingContact,
    operationsContact,
    rootEmail,
    trustedAdvisor,
    trails,
    alertRule,
    alertPath,
    regionalRules,
    rootHistory,
    lastHeartbeat,
  };
}

/** The hub's rule feeds its queue, a member's the hub's bus. */
function ruleOf({ account, hub, options, judged }: OpenedAccount) {
  const { region, partition, ruleName: name } = options;
  const leadsTo = account === hub ? ingestQueueArn : memberBusArn;
  return { name, account, region, judged, leadsTo: leadsTo({ region, partition, account: hub }) };
}

async function asRootIn(
  { account, hub, options }: OpenedAccount,
  central: Promise<AccountFacts['centralRoot']>,
): Promise<Pick<AccountFacts, 'rootMfaDevices' | 'rootInventory'>> {
  const { rootAudit: role } = options;
  if (role === undefined) return nobodyLooks;
  return await gatherAsRoot({ ...options, access: options, account, hub, role, central: await central });
}

async function rootEmailOf({
  account,
  headquarters,
  options,
}: OpenedAccount): Promise<AccountFacts['rootEmail']> {
  const { emailDomains } = options;
  if (emailDomains.length === 0) return { known: true, value: undefined };
  const call = 'organizations:DescribeAccount';
  const asked = await gatherFact(call, () =>
    headquarters.ask(({ organizations }) => gatherRootEmail(organizations, account, emailDomains)),
  );
  return asked.known ? asked.value : asked;
}

/** What nobody remembers, CloudTrail's history cannot be held against. */
async function historyOf(opened: OpenedAccount): Promise<AccountFacts['rootHistory']> {
  const { account, clients, options, remembered } = opened;
  const { ledger, watchedSince } = remembered;
  if (!ledger.known) return ledger;
  if (!watchedSince.known) return watchedSince;
  const { memory, raises } = options;
  const question = {
    account,
    ledger: ledger.value,
    watchedSince: watchedSince.value,
    now: options.clock(),
    raises,
    memory,
  };
  return await gatherRootHistory(clients.cloudTrail, question);
}
