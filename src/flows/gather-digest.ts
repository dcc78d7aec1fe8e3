import type { Digest, Sight } from '../core/digest.ts';
import { inGroups } from '../core/in-groups.ts';
import type { Incident } from '../core/incident.ts';
import { day } from '../core/month.ts';
import type { Directory, Store } from '../core/ports.ts';
import { oldestOf } from '../core/posture.ts';
import { statisticsOf } from '../core/statistics.ts';
import type { DigestMark } from '../core/store-ports.ts';
import type { Judged } from '../core/verdicts.ts';
import { judgeFacts } from './judge-facts.ts';
import { lastLooks } from './last-verdicts.ts';

/** What gathering needs: what is stored, and nothing else. */
export interface GatherDigestPorts {
  readonly store: Store;
  readonly directory: Pick<Directory, 'accounts'>;
  /** The account that sends the heartbeats. */
  readonly hub: string | undefined;
}

/** The checks that say whether an account's events find the way; and those of what all of them share. */
const accountWay: ReadonlySet<string> = new Set(['alert-rule', 'alert-target', 'regional-rules']);
const sharedWay: ReadonlySet<string> = new Set([
  'dead-letters',
  'hub-rules',
  'hub-queues',
  'member-bus-policy',
  'slack-channels',
]);

/** The accounts are looked at every day; what is older than two is no knowledge of this week's end. In ms. */
const fresh = 2 * day;

/**
 * What happened since the last digest, and whether it would have been seen: from stored facts, so that it says what is known and
 * not what is hoped. `now` is in ms since the epoch. Throws StoreError.
 */
export async function gatherDigest(
  { store, directory, hub }: GatherDigestPorts,
  last: DigestMark,
  now: number,
): Promise<{ readonly digest: Digest; readonly mark: DigestMark }> {
  const [opened, known, guard, dropped, heartbeat] = await Promise.all([
    store.openedBetween(last.at, now),
    directory.accounts(),
    store.lastGuardCheck(),
    store.dropped(),
    hub === undefined ? undefined : store.lastHeartbeat(hub),
  ]);
  const found = await inGroups(opened, 8, ({ id }) => store.get(id));
  const incidents = found.filter((incident) => incident !== undefined);
  const active = known.filter(({ state }) => state === 'active').map(({ id }) => id);
  const looks = await lastLooks(store, active);
  const proven = provenBy(incidents, last.at);
  const digest: Digest = {
    from: last.at,
    until: now,
    statistics: statisticsOf(incidents),
    accounts: active.map((account) => {
      const look = looks.get(account);
      return { account, ...sightOf(look?.results ?? [], accountWay, look?.checkedAt, now) };
    }),
    guard: sightOf(
      guard === undefined ? [] : judgeFacts('guard', guard.facts, guard.at, guard.older),
      sharedWay,
      guard && oldestOf(guard),
      now,
    ),
    ...(proven !== undefined && { proven }),
    ...(heartbeat !== undefined && { beatAt: heartbeat.at }),
    dropped: Math.max(0, dropped.total - last.dropped),
  };
  return { digest, mark: { at: now, dropped: dropped.total } };
}

function sightOf(
  results: readonly Judged[],
  way: ReadonlySet<string>,
  checkedAt: number | undefined,
  now: number,
): Sight {
  if (checkedAt === undefined) return { is: 'unknown' };
  const own = results.filter(({ check }) => way.has(check));
  const broken = own.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check);
  if (broken.length > 0) return { is: 'blind', checkedAt, checks: broken };
  const unclear =
    now - checkedAt > fresh || own.length === 0 || own.some(({ outcome }) => outcome === 'unknown');
  return { is: unclear ? 'unknown' : 'clear', checkedAt };
}

/** The newest card that was posted is a proof; an e-mail proves that Slack was not reached. */
function provenBy(incidents: readonly Incident[], from: number): Digest['proven'] {
  const posted = incidents.flatMap(({ log, drill }) =>
    log
      .filter(({ did, at }) => (did === 'posted' || did === 'moved') && at >= from)
      .map(({ at }) => ({ at, drill: drill !== undefined })),
  );
  return posted.sort((a, b) => a.at - b.at).at(-1);
}
