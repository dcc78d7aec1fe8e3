import type { CentralRoot } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import type { Organization, RootFeatures } from '../core/organization-facts.ts';
import type { Clock } from '../core/ports.ts';
import type { AuditClients, ClientOpener } from './audit-clients.ts';
import { gatherFact } from './audit-fact.ts';
import { gatherOrganization, gatherRootFeatures } from './audit-organization.ts';
import { gatherSelectors } from './audit-trails.ts';
import type { Selectors } from './selectors.ts';

/** Where the organisation is asked. */
export interface Headquarters {
  /** Lets something be asked of the organisation by whoever may. */
  ask<T>(use: (clients: AuditClients, organization: Fact<Organization>) => Promise<T>): Promise<T>;
  /** How root of an account is managed from above. What is known is asked again after a minute only, here as in the next. */
  centralRoot(account: string): Promise<Fact<CentralRoot>>;
  /** What the organisation's trail of this ARN records. */
  trailSelectors(arn: string): Promise<Fact<Selectors>>;
}

/** One organisation is asked for many accounts. In ms. */
const fresh = 60_000;

/**
 * Organizations and IAM answer the management account and delegated administrators only. So the management account is asked,
 * through its audit role; and if it has none, the hub asks for itself, which may be a delegated administrator.
 */
export function createHeadquarters(opener: ClientOpener, clock: Clock, region: string): Headquarters {
  const view = asked(clock, () => ask(look), isWhole);
  const selectors = new Map<string, () => Promise<Fact<Selectors>>>();

  async function ask<T>(
    use: (clients: AuditClients, organization: Fact<Organization>) => Promise<T>,
  ): Promise<T> {
    const hub = await opener.hub();
    const own = await opener.open(hub);
    try {
      const organization = await gatherOrganization(own.organizations);
      const management = organization.known ? organization.value.managementAccount : undefined;
      if (management === undefined || management === hub) return await use(own, organization);
      const opened = await gatherFact('sts:AssumeRole', () => opener.open(management));
      if (!opened.known) return await use(own, organization);
      try {
        return await use(opened.value, organization);
      } finally {
        opened.value.destroy();
      }
    } finally {
      own.destroy();
    }
  }

  return {
    ask,
    async centralRoot(account) {
      const seen = await gatherFact('organizations:DescribeOrganization', view);
      return seen.known ? roleIn(seen.value, account) : seen;
    },
    async trailSelectors(arn) {
      const known =
        selectors.get(arn) ??
        asked(
          clock,
          () => ask((clients) => gatherSelectors(clients, arn, region)),
          (fact) => fact.known || fact.cause === 'access-denied',
        );
      selectors.set(arn, known);
      const fact = await gatherFact('sts:GetCallerIdentity', known);
      return fact.known ? fact.value : fact;
    },
  };
}

/**
 * One answer for whoever asks within a minute, those who ask while it is under way among them. What is not worth keeping is asked
 * again by the next one.
 */
function asked<T>(clock: Clock, ask: () => Promise<T>, isKept: (answer: T) => boolean): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return async () => {
    if (last !== undefined && clock() - last.at < fresh) return last.answer;
    const next = { at: clock(), answer: ask() };
    last = next;
    const forget = () => {
      if (last === next) last = undefined;
    };
    const answer = await next.answer.catch((error: unknown) => {
      forget();
      throw error;
    });
    if (!isKept(answer)) forget();
    return answer;
  };
}

interface View {
  readonly organization: Fact<Organization>;
  readonly features: Fact<RootFeatures>;
}

/** What could not be learnt is tried again with the next account. */
function isWhole({ organization, features }: View): boolean {
  return organization.known && features.known;
}

async function look({ iam }: AuditClients, organization: Fact<Organization>): Promise<View> {
  const standalone = organization.known && organization.value.managementAccount === undefined;
  const none: RootFeatures = { credentialsManagement: false, sessions: false, obstacle: 'no-organization' };
  return {
    organization,
    features: standalone ? { known: true, value: none } : await gatherRootFeatures(iam),
  };
}

function roleIn({ organization, features }: View, account: string): Fact<CentralRoot> {
  if (!organization.known) return organization;
  const { managementAccount } = organization.value;
  const role =
    managementAccount === undefined ? 'standalone' : managementAccount === account ? 'management' : 'member';
  const managed: Fact<boolean> = features.known
    ? { known: true, value: features.value.credentialsManagement }
    : features;
  return { known: true, value: { role, managed } };
}
