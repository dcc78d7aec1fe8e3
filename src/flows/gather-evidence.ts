import { type Chain, chained } from '../core/evidence.ts';
import { inGroups } from '../core/in-groups.ts';
import type { Incident } from '../core/incident.ts';
import type { JsonObject } from '../core/json.ts';
import type { Month } from '../core/month.ts';
import type { Plan } from '../core/plan.ts';
import type { Clock, Directory, Store } from '../core/ports.ts';
import { type Statistics, statisticsOf } from '../core/statistics.ts';

/** What gathering needs. */
export interface GatherEvidencePorts {
  readonly store: Store;
  readonly directory: Pick<Directory, 'accounts'>;
  readonly clock: Clock;
}

/** A month's evidence: the file, and what it says in numbers. */
export interface Evidence {
  readonly chain: Chain;
  readonly statistics: Statistics;
  /** Of how many incidents nothing is kept any more. */
  readonly expired: number;
}

/** DynamoDB answers many questions at once; this many need little memory. */
const atOnce = 8;

/**
 * Everything that is kept of a month: every incident opened in it with its log, its records, the questions to custodians and whatever
 * else is stored under it, as it is stored; the plans of the month; the last checks; what the guard lost. The report is remembered by its head, and names the one before it, so that
 * reports hold each other as the lines do. Throws StoreError.
 */
export async function gatherEvidence(
  { store, directory, clock }: GatherEvidencePorts,
  month: Month,
  asked: { readonly by: string; readonly name: string },
): Promise<Evidence> {
  const now = clock();
  const opened = await store.openedBetween(month.from, Math.min(month.until, now + 1));
  const dossiers = await inGroups(opened, atOnce, async ({ id }) => ({ id, parts: await store.dossier(id) }));
  const plans = await plansOf({ store, directory }, month);
  const [reports, checks, guard, organization, dropped, deliveries] = await Promise.all([
    store.reports(),
    store.lastChecks(),
    store.lastGuardCheck(),
    store.lastOrganizationCheck(),
    store.dropped(),
    store.deliveries(),
  ]);
  const before = reports.at(-1);
  const head: JsonObject = {
    type: 'rootguard-evidence',
    format: 1,
    month: month.name,
    from: new Date(month.from).toISOString(),
    until: new Date(Math.min(month.until, now)).toISOString(),
    madeAt: new Date(now).toISOString(),
    madeFor: asked,
    incidents: opened.length,
    reportBefore: before === undefined ? null : { month: before.month, at: before.at, head: before.head },
  };
  const chain = chained([
    head,
    ...dossiers.map(({ id, parts }) => ({ type: 'incident', id, parts: parts.map(withoutMarks) })),
    ...plans.map((plan) => ({ type: 'plan', ...plan })),
    ...checks.map((check) => ({ type: 'check', ...check })),
    ...(organization === undefined ? [] : [{ type: 'organization-check', ...organization }]),
    ...(guard === undefined ? [] : [{ type: 'guard-check', ...guard }]),
    { type: 'guard', dropped, deliveries },
  ]);
  await store.noteReport({
    month: month.name,
    at: now,
    ...asked,
    head: chain.head,
    entries: chain.entries,
  });
  const incidents = dossiers.flatMap(({ parts }) => incidentIn(parts));
  return { chain, statistics: statisticsOf(incidents), expired: dossiers.length - incidents.length };
}

/** Every plan whose window touches the month, in whatever state. */
async function plansOf(
  { store, directory }: Pick<GatherEvidencePorts, 'store' | 'directory'>,
  { from, until }: Month,
): Promise<readonly Plan[]> {
  const accounts = await directory.accounts();
  const found = await inGroups(accounts, atOnce, ({ id }) => store.plansOf(id, from));
  return found
    .flat()
    .filter((plan) => plan.from < until)
    .sort((a, b) => a.number - b.number);
}

/** The marks tell events apart and nothing else; the pen is whoever draws at this moment. */
function withoutMarks(part: JsonObject): JsonObject {
  if (part.part !== incidentPart) return part;
  const { marks: _, pen: __, ...document } = part.document as Record<string, unknown>;
  return { ...part, document };
}

function incidentIn(parts: readonly JsonObject[]): readonly Incident[] {
  const own = parts.find(({ part }) => part === incidentPart);
  return own === undefined ? [] : [own.document as Incident];
}

const incidentPart = 'INCIDENT';
