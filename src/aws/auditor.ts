import type { AccountFacts } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import type { SlackChannel } from '../core/guard-facts.ts';
import type { OrganizationFacts } from '../core/organization-facts.ts';
import type { RootAuditRole } from '../core/own-audit.ts';
import type { Auditor, Clock, GuardMemory } from '../core/ports.ts';
import type { RootEvent } from '../core/root-event.ts';
import { gatherAccount } from './audit-account.ts';
import { type AuditAccess, createClientOpener } from './audit-clients.ts';
import { gatherFact } from './audit-fact.ts';
import { gatherManagementRoot } from './audit-management.ts';
import { gatherRemembered } from './audit-memory.ts';
import { gatherOnboarding } from './audit-onboarding.ts';
import { gatherIamAdministrators, gatherRootFeatures } from './audit-organization.ts';
import { gatherRootDenials } from './audit-policies.ts';
import type { KeptSecrets } from './audit-secrets.ts';
import { gatherTrails } from './audit-trails.ts';
import { everyAccountFact, everyOrganizationFact } from './every-fact.ts';
import { gatherGuard } from './gather-guard.ts';
import { createHeadquarters } from './headquarters.ts';
import type { JudgedPatterns } from './judge-pattern.ts';
import { wanted } from './wanted.ts';

/** What the auditor needs to know of the installation. */
export interface AuditorOptions extends AuditAccess {
  /** The EventBridge rule that every guarded account has on its default bus. */
  readonly ruleName: string;
  readonly clock: Clock;
  readonly memory: GuardMemory;
  /** Whether an event raises an alert. */
  readonly raises: (event: RootEvent) => boolean;
  /** The domains, in lower case, that root's addresses may be in; none if any may be. */
  readonly emailDomains: readonly string[];
  /** The organization whose accounts forward to the hub; none do without it. */
  readonly organization?: string | undefined;
  /** The accounts that are meant to be delegated administrators of IAM. */
  readonly iamAdministrators: readonly string[];
  /** The role that opens root sessions in members; nobody does without it. */
  readonly rootAudit?: RootAuditRole;
  /** The SNS topic that alarms go to. */
  readonly alarmTopic?: string;
  /** RootGuard's own table. */
  readonly table: string;
  /** Where Slack's secrets are; undefined if they are variables of the functions. */
  readonly secrets?: KeptSecrets;
  /** Whether Slack takes what RootGuard posts. */
  readonly slackChannels: () => Promise<Fact<readonly SlackChannel[]>>;
}

/**
 * Gathers what the posture checks judge, each fact once and all at the same time. It never throws: a fact that AWS
 * denied, throttled or did not tell in time says so, and which call it was. Of an account whose audit role cannot be
 * assumed only that is known which RootGuard remembers itself. Credentials and endpoints are the SDK's usual ones.
 */
export function createAuditor(options: AuditorOptions): Auditor {
  const opener = createClientOpener(options);
  const headquarters = createHeadquarters(opener, options.clock, options.region);
  const judged: JudgedPatterns = new Map();
  return {
    async gather(account, needs, run) {
      const asked = wanted<AccountFacts, NonNullable<typeof needs>[number]>(needs);
      const remembered = await gatherRemembered(options.memory, account);
      const { watchedSince, heartbeats } = remembered;
      const own = { watchedSince, heartbeats };
      if (needs?.every((name) => Object.hasOwn(own, name))) return asked.pick(own);
      const opened = await gatherFact('sts:AssumeRole', () => opener.open(account, run));
      if (!opened.known) return asked.pick({ ...everyAccountFact(opened), ...own });
      try {
        const hub = await opener.hub();
        const { value: clients } = opened;
        return await gatherAccount(
          { account, hub, clients, headquarters, remembered, options, judged },
          asked,
        );
      } finally {
        opened.value.destroy();
      }
    },

    async gatherOrganization(needs) {
      const { when, pick } = wanted<OrganizationFacts, NonNullable<typeof needs>[number]>(needs);
      const gathered = await gatherFact('sts:GetCallerIdentity', () =>
        headquarters.ask(async (clients, organization) => {
          const { iam, organizations } = clients;
          const management = organization.known ? organization.value.managementAccount : undefined;
          const [
            rootFeatures,
            iamAdministrators,
            rootDenials,
            organizationTrails,
            onboarding,
            managementRoot,
          ] = await Promise.all([
            when(['rootFeatures'], () => gatherRootFeatures(iam)),
            when(['iamAdministrators'], () =>
              gatherIamAdministrators(organizations, options.iamAdministrators),
            ),
            when(['rootDenials'], () => gatherRootDenials(organizations, management)),
            when(['organizationTrails'], async () =>
              gatherTrails(clients, {
                account: management ?? (await opener.hub()),
                region: options.region,
              }),
            ),
            when(['onboarding'], () => gatherOnboarding(organizations, options.memory, options.clock())),
            when(['managementRoot'], async () =>
              organization.known ? gatherManagementRoot(options.memory, management) : organization,
            ),
          ]);
          return pick({
            organization,
            rootFeatures,
            iamAdministrators,
            rootDenials,
            organizationTrails,
            onboarding,
            managementRoot,
          });
        }),
      );
      return gathered.known ? gathered.value : pick(everyOrganizationFact(gathered));
    },

    gatherGuard: (needs) => gatherGuard(opener, options, needs),
  };
}
