import type { HomeBoard } from '../blocks/home-board.ts';
import type { HomeRow } from '../blocks/home-row.ts';
import { type Incident, leading } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { isOpenPlan } from '../core/plan.ts';
import { bySeverity, type Severity } from '../core/severity.ts';
import { lastLooks } from '../flows/last-verdicts.ts';
import { guides } from '../guides/index.generated.ts';
import type { Services } from './services.ts';

/** Accounts on a page: each is two blocks of Slack's 100, and a phone scrolls. */
const perPage = 15;

/** How many open alerts and plans are read; a storm must not make Home slow. */
const most = 100;

type Row = Omit<HomeRow, 'usedAt' | 'provenAt'>;

/**
 * Reads what App Home shows, from the store only: what concerns all accounts by a query each, the rest for the accounts
 * of the page alone. `page` is taken to the nearest that there is. Throws StoreError.
 */
export async function gatherHome(services: Services, page: number, locale: Locale): Promise<HomeBoard> {
  const { store, clock } = services;
  const [rows, open, dropped, chores] = await gatherRows(services);
  const sorted = rows.map((row) => ({ row, rank: rankOf(row) })).sort((a, b) => worse(a, b));
  const pages = Math.max(1, Math.ceil(sorted.length / perPage));
  const here = Math.min(Math.max(0, Number.isSafeInteger(page) ? page : 0), pages - 1);
  const shown = sorted.slice(here * perPage, (here + 1) * perPage);
  const details = await Promise.all(
    shown.map(({ row: { account } }) => Promise.all([store.ledger(account), store.lastHeartbeat(account)])),
  );
  return {
    now: clock(),
    rows: shown.map(({ row }, index) => {
      const [ledger, heartbeat] = details[index] ?? [];
      const usedAt = ledger?.uses.findLast(({ failed }) => failed !== true)?.at;
      return { ...row, usedAt, provenAt: heartbeat?.at };
    }),
    page: here,
    pages,
    accounts: rows.length,
    openAlerts: Math.min(open.filter(({ drill }) => drill === undefined).length, most),
    moreAlerts: open.length > most,
    failing: rows.filter(({ results }) => results.some(({ outcome }) => outcome === 'fail')).length,
    neverChecked: rows.filter(({ checkedAt }) => checkedAt === undefined).length,
    droppedEvents: dropped.total,
    failedChores: chores.length,
    guides: Object.entries(guides).map(([word, { title }]) => ({ word, title: title[locale] })),
  };
}

async function gatherRows({ store, directory }: Services) {
  const [open, plans, custodians, dropped, chores, known] = await Promise.all([
    store.listOpen(most + 1),
    store.openPlans(most),
    store.allCustodians(),
    store.dropped(),
    store.failedChores(),
    directory.accounts(),
  ]);
  const people = new Map(custodians.map((each) => [each.account, each.people]));
  const alerts = grouped(open);
  const planned = grouped(plans.filter(isOpenPlan));
  await directory.prepare([...alerts.keys()]);
  const active = known.filter(({ state }) => state === 'active').map(({ id }) => id);
  const last = await lastLooks(store, active);
  const accounts = [...new Set([...active, ...last.keys(), ...alerts.keys()])];
  const rows = accounts.map((account): Row => {
    const look = last.get(account);
    return {
      account,
      name: directory.nameOf(account),
      open: alerts.get(account) ?? [],
      results: look?.results ?? [],
      checkedAt: look?.checkedAt,
      plans: planned.get(account) ?? [],
      custodians: people.get(account) ?? [],
    };
  });
  return [rows, open, dropped, chores] as const;
}

function grouped<T extends { readonly account: string }>(
  all: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(one.account, [...(groups.get(one.account) ?? []), one]);
  return groups;
}

interface Rank {
  readonly alert: Severity | undefined;
  readonly fails: number;
  readonly unclear: number;
  readonly planned: boolean;
}

function rankOf({ open, results, checkedAt, plans }: Row): Rank {
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
  return {
    alert: open
      .filter(({ drill }) => drill === undefined)
      .map((incident: Incident) => leading(incident).severity)
      .sort(bySeverity)[0],
    fails: count('fail'),
    unclear: count('unknown') + (checkedAt === undefined ? 1 : 0),
    planned: plans.length > 0,
  };
}

/** Open alerts first, by severity; then what fails, what nobody could look at, what is planned; then by name. */
function worse(a: { row: Row; rank: Rank }, b: { row: Row; rank: Rank }): number {
  return (
    Number(b.rank.alert !== undefined) - Number(a.rank.alert !== undefined) ||
    (a.rank.alert !== undefined && b.rank.alert !== undefined ? bySeverity(a.rank.alert, b.rank.alert) : 0) ||
    b.rank.fails - a.rank.fails ||
    b.rank.unclear - a.rank.unclear ||
    Number(b.rank.planned) - Number(a.rank.planned) ||
    (a.row.name ?? a.row.account).localeCompare(b.row.name ?? b.row.account)
  );
}
