import type { AccountFacts } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import type { GuardFacts, SlackChannel } from '../core/guard-facts.ts';
import type { OrganizationFacts } from '../core/organization-facts.ts';
import type { RootAuditRole } from '../core/own-audit.ts';
import type { Auditor, Clock, GuardMemory } from '../core/ports.ts';
import type { RootEvent } from '../core/root-event.ts';
import { gatherAccount } from './audit-account.ts';
import { type AuditAccess, createClientOpener } from './audit-clients.ts';
import { gatherFact } from './audit-fact.ts';
import { gatherAlarmSubscribers, gatherBusPolicy, gatherHubRules } from './audit-guard.ts';
import { gatherRemembered } from './audit-memory.ts';
import { gatherOnboarding } from './audit-onboarding.ts';
import { gatherIamAdministrators, gatherOrganization, gatherRootFeatures } from './audit-organization.ts';
import { gatherRootDenials } from './audit-policies.ts';
import { gatherDeadLetters, gatherIngestQueue } from './audit-queues.ts';
import { gatherTrails } from './audit-trails.ts';
import { everyAccountFact, everyGuardFact, everyOrganizationFact } from './every-fact.ts';
import { createHeadquarters } from './headquarters.ts';
import { deadLetterQueues, ingestQueue, ingestQueueArn, memberBus } from './hub-names.ts';

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
  /** The accounts that are meant to be delegated administrators of IAM. */
  readonly iamAdministrators: readonly string[];
  /** The role that opens root sessions in members; nobody does without it. */
  readonly rootAudit?: RootAuditRole;
  /** The SNS topic that alarms go to. */
  readonly alarmTopic?: string;
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
  const headquarters = createHeadquarters(opener, options.clock);
  const judged = new Map<string, readonly string[]>();
  return {
    async gather(account): Promise<AccountFacts> {
      const remembered = await gatherRemembered(options.memory, account);
      const opened = await gatherFact('sts:AssumeRole', () => opener.open(account));
      if (!opened.known) {
        const { watchedSince, lastHeartbeat } = remembered;
        return { ...everyAccountFact(opened), watchedSince, lastHeartbeat };
      }
      try {
        const hub = await opener.hub();
        return await gatherAccount({
          account,
          hub,
          clients: opened.value,
          headquarters,
          remembered,
          options,
          judged,
        });
      } finally {
        opened.value.destroy();
      }
    },

    async gatherOrganization(): Promise<OrganizationFacts> {
      const gathered = await gatherFact('sts:GetCallerIdentity', () =>
        headquarters.ask(async (clients, organization): Promise<OrganizationFacts> => {
          const { iam, organizations, cloudTrail } = clients;
          const management = organization.known ? organization.value.managementAccount : undefined;
          const [rootFeatures, iamAdministrators, rootDenials, organizationTrails, onboarding] =
            await Promise.all([
              gatherRootFeatures(iam),
              gatherIamAdministrators(organizations, options.iamAdministrators),
              gatherRootDenials(organizations, management),
              gatherTrails(cloudTrail, management ?? (await opener.hub()), options.region),
              gatherOnboarding(organizations, options.memory, options.clock()),
            ]);
          return {
            organization,
            rootFeatures,
            iamAdministrators,
            rootDenials,
            organizationTrails,
            onboarding,
          };
        }),
      );
      return gathered.known ? gathered.value : everyOrganizationFact(gathered);
    },

    async gatherGuard(): Promise<GuardFacts> {
      const hub = await gatherFact('sts:GetCallerIdentity', () => opener.hub());
      if (!hub.known) return { ...everyGuardFact(hub), slackChannels: await options.slackChannels() };
      const opened = await gatherFact('sts:GetCallerIdentity', () => opener.open(hub.value));
      if (!opened.known) return everyGuardFact(opened);
      const { eventBridge, organizations, sns, sqs, destroy } = opened.value;
      try {
        const queueArn = ingestQueueArn({ ...options, account: hub.value });
        const organization = await gatherOrganization(organizations);
        const own = organization.known
          ? { known: true as const, value: organization.value.id }
          : organization;
        const [busPolicy, hubRules, queue, deadLetters, slackChannels, alarmSubscribers] = await Promise.all([
          gatherBusPolicy(eventBridge, memberBus, own),
          gatherHubRules(eventBridge, { rule: options.ruleName, bus: memberBus, queueArn }),
          gatherIngestQueue(sqs, ingestQueue),
          gatherDeadLetters(sqs, deadLetterQueues),
          options.slackChannels(),
          gatherAlarmSubscribers(sns, options.alarmTopic),
        ]);
        return { busPolicy, hubRules, ingestQueue: queue, deadLetters, slackChannels, alarmSubscribers };
      } finally {
        destroy();
      }
    },
  };
}
