import type { AccountFacts } from '../core/account-facts.ts';
import { gatherTrustedAdvisor } from './audit-advisor.ts';
import { gatherAsRoot, nobodyLooks } from './audit-as-root.ts';
import type { AuditClients } from './audit-clients.ts';
import { gatherContact } from './audit-contacts.ts';
import { gatherForwardQueue } from './audit-dead-letters.ts';
import { gatherRootEmail } from './audit-email.ts';
import { expectHeartbeats } from './audit-heartbeats.ts';
import { gatherRootHistory } from './audit-history.ts';
import { heldAgainst, type Remembered } from './audit-memory.ts';
import { gatherRegionalRules } from './audit-regions.ts';
import { gatherRootReport } from './audit-report.ts';
import { gatherRootCredentials, gatherRootVirtualMfa } from './audit-root.ts';
import { gatherRules } from './audit-rules.ts';
import { gatherTrails } from './audit-trails.ts';
import type { AuditorOptions } from './auditor.ts';
import type { Headquarters } from './headquarters.ts';
import { ingestQueueArn, memberBusArn } from './hub-names.ts';
import type { JudgedPatterns } from './judge-pattern.ts';
import type { Wanted } from './wanted.ts';

/** An account that has let the auditor in. */
export interface OpenedAccount {
  readonly account: string;
  readonly hub: string;
  readonly clients: AuditClients;
  readonly headquarters: Headquarters;
  readonly remembered: Remembered;
  readonly options: AuditorOptions;
  /** What EventBridge said of patterns before. */
  readonly judged: JudgedPatterns;
}

/** Everything that the checks may ask of one account, or what they need alone. Never throws. */
export async function gatherAccount<N extends keyof AccountFacts>(
  opened: OpenedAccount,
  { when, pick }: Wanted<AccountFacts, N>,
): Promise<Pick<AccountFacts, N>> {
  const { account, clients, headquarters, remembered, options } = opened;
  const { ledger, watchedSince } = remembered;
  const contact = (fact: keyof AccountFacts, type: Parameters<typeof gatherContact>[1]) =>
    when([fact], () => gatherContact(clients.account, type));
  const [
    rootCredentials,
    report,
    rootVirtualMfa,
    centralRoot,
    asRoot,
    securityContact,
    billingContact,
    operationsContact,
    rootEmail,
    trustedAdvisor,
    trails,
    rule,
    regionalRules,
    rootHistory,
    forwardQueue,
  ] = await Promise.all([
    when(['rootCredentials'], () => gatherRootCredentials(clients.iam)),
    when(['rootReport', 'rootLastUse'], () => gatherRootReport(clients.iam, options.clock)),
    when(['rootVirtualMfa'], () => gatherRootVirtualMfa(clients.iam)),
    when(['centralRoot'], () => headquarters.centralRoot(account)),
    when(['rootMfaDevices', 'rootInventory'], () => asRootIn(opened)),
    contact('securityContact', 'SECURITY'),
    contact('billingContact', 'BILLING'),
    contact('operationsContact', 'OPERATIONS'),
    when(['rootEmail'], () => rootEmailOf(opened)),
    when(['trustedAdvisor'], () => gatherTrustedAdvisor(clients.support)),
    when(['trails'], () =>
      gatherTrails(clients, {
        account,
        region: options.region,
        ofOrganization: headquarters.trailSelectors,
      }),
    ),
    when(['alertRule', 'alertPath', 'guardRules'], () => gatherRules(clients.eventBridge, rulesOf(opened))),
    when(['regionalRules'], () =>
      gatherRegionalRules({
        ...rulesOf(opened),
        // No queue takes events of another Region: there, the hub is a member, too.
        leadsTo: memberBusArn({ ...options, account: opened.hub }),
        accountClient: clients.account,
        eventBridgeIn: clients.eventBridgeIn,
      }),
    ),
    when(['rootHistory'], () => historyOf(opened)),
    when(['forwardQueue'], () => forwardQueueOf(opened)),
  ]);
  const heartbeats =
    rule === undefined || regionalRules === undefined
      ? remembered.heartbeats
      : await when(['heartbeats'], () => heartbeatsOf(opened, { ...rule, regionalRules }));
  return pick({
    rootCredentials,
    rootReport: report?.rootReport,
    rootLastUse: report && heldAgainst(ledger, report.lastUse),
    watchedSince,
    rootVirtualMfa,
    ...asRoot,
    centralRoot,
    securityContact,
    billingContact,
    operationsContact,
    rootEmail,
    trustedAdvisor,
    trails,
    ...rule,
    regionalRules,
    rootHistory,
    forwardQueue,
    heartbeats,
  });
}

function heartbeatsOf(
  { account, options, remembered: { heartbeats } }: OpenedAccount,
  rules: Pick<AccountFacts, 'alertRule' | 'regionalRules'>,
): Promise<AccountFacts['heartbeats']> {
  return expectHeartbeats(options.memory, { account, now: options.clock(), heartbeats, ...rules });
}

/** The hub's rules feed its queue, a member's the hub's bus. */
function rulesOf({ account, hub, options, judged }: OpenedAccount) {
  const { region, partition, ruleName: name } = options;
  const leadsTo = account === hub ? ingestQueueArn : memberBusArn;
  return { name, account, region, judged, leadsTo: leadsTo({ region, partition, account: hub }) };
}

async function asRootIn({
  account,
  headquarters,
  hub,
  options,
}: OpenedAccount): Promise<Pick<AccountFacts, 'rootMfaDevices' | 'rootInventory'>> {
  const { rootAudit: role } = options;
  if (role === undefined) return nobodyLooks;
  const central = await headquarters.centralRoot(account);
  return await gatherAsRoot({ ...options, access: options, account, hub, role, central });
}

function rootEmailOf({ account, headquarters, options }: OpenedAccount): Promise<AccountFacts['rootEmail']> {
  const { emailDomains: domains, memory: store } = options;
  return gatherRootEmail({ account, domains, store }, (use) =>
    headquarters.ask(({ organizations }) => use(organizations)),
  );
}

/** The hub forwards nothing. */
async function forwardQueueOf({
  account,
  hub,
  clients,
}: OpenedAccount): Promise<AccountFacts['forwardQueue']> {
  return account === hub ? { known: true, value: undefined } : await gatherForwardQueue(clients.sqs);
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
