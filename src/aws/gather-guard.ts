import type { Fact } from '../core/fact.ts';
import type { GuardFacts } from '../core/guard-facts.ts';
import { gatherAlarmSubscribers } from './audit-alarms.ts';
import { gatherBusPolicy } from './audit-bus.ts';
import type { AuditClients, ClientOpener } from './audit-clients.ts';
import { gatherDeadLetters } from './audit-dead-letters.ts';
import { gatherDeliveries } from './audit-deliveries.ts';
import { gatherEventSources } from './audit-event-sources.ts';
import { gatherFact } from './audit-fact.ts';
import { gatherHubQueues } from './audit-hub-queues.ts';
import { gatherHubRules } from './audit-hub-rules.ts';
import { gatherCanary } from './audit-memory.ts';
import { gatherOrganization } from './audit-organization.ts';
import { gatherSecretAges } from './audit-secrets.ts';
import { gatherTableSafety } from './audit-table.ts';
import type { AuditorOptions } from './auditor.ts';
import { everyGuardFact } from './every-fact.ts';
import { listHubRules } from './list-rules.ts';
import { wanted } from './wanted.ts';

/** Gathers what is asked for of the guard itself, or all of it: in the hub's account, with the function's own credentials. Never throws. */
export async function gatherGuard<N extends keyof GuardFacts>(
  opener: ClientOpener,
  options: AuditorOptions,
  needs: readonly N[] | undefined,
): Promise<Pick<GuardFacts, N>> {
  const { when, pick } = wanted<GuardFacts, N>(needs);
  const { memory, clock } = options;
  const slackChannels = when(['slackChannels'], options.slackChannels);
  const canary = when(['canary'], () => gatherCanary(memory, clock()));
  const own = async () => ({ slackChannels: await slackChannels, canary: await canary });
  // What Slack and RootGuard's own table tell is no reason to ask AWS for anything.
  if (needs?.every((name) => name === 'slackChannels' || name === 'canary')) return pick(await own());
  const hub = await gatherFact('sts:GetCallerIdentity', () => opener.hub());
  const opened = hub.known ? await gatherFact('sts:GetCallerIdentity', () => opener.open(hub.value)) : hub;
  if (!hub.known || !opened.known) {
    const why = hub.known ? opened : hub;
    return pick({ ...(why.known ? {} : everyGuardFact(why)), ...(await own()) });
  }
  const clients = opened.value;
  const { cloudWatch, dynamoDb, eventBridge, lambda, sns, sqs } = clients;
  try {
    const place = { ...options, account: hub.value };
    const now = clock();
    // Which rules there are is asked once for whoever wants to know.
    let listing: ReturnType<typeof listHubRules> | undefined;
    const list = () => {
      listing ??= listHubRules(eventBridge);
      return listing;
    };
    const ask = {
      busPolicy: async () =>
        gatherBusPolicy(eventBridge, {
          hub: place,
          told: options.organization,
          own: await ownOrganization(clients),
        }),
      hubRules: () => gatherHubRules(eventBridge, place, list),
      hubQueues: () => gatherHubQueues(sqs, place),
      deadLetters: () => gatherDeadLetters(sqs, cloudWatch, now),
      alarmSubscribers: () => gatherAlarmSubscribers(sns, options.alarmTopic),
      eventSources: () => gatherEventSources(lambda),
      deliveries: () => gatherDeliveries(cloudWatch, list, now),
      secretAges: () => gatherSecretAges(clients, options.secrets),
      tableSafety: () => gatherTableSafety(dynamoDb, options.table),
      slackChannels: () => slackChannels,
      canary: () => canary,
    } satisfies { readonly [K in keyof GuardFacts]: () => Promise<GuardFacts[K] | undefined> };
    const told = await Promise.all(
      Object.entries(ask).map(async ([name, gather]) => [
        name,
        await when<unknown>([name as keyof GuardFacts], gather),
      ]),
    );
    return pick(Object.fromEntries(told));
  } finally {
    clients.destroy();
  }
}

async function ownOrganization({ organizations }: AuditClients): Promise<Fact<string | undefined>> {
  const organization = await gatherOrganization(organizations);
  return organization.known ? { known: true, value: organization.value.id } : organization;
}
