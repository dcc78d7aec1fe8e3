import type { AccountFacts } from '../../core/account-facts.ts';
import type { Auditor, ChoreStore, Clock } from '../../core/ports.ts';
import type { CheckResult, Outcome } from '../../core/posture.ts';
import { judgeFacts } from '../../flows/judge-facts.ts';
import { needsOf } from '../../flows/known-checks.ts';
import { checks } from '../../posture/index.generated.ts';
import { type Diagnosis, fault, type Health, ok, unknown } from './diagnosis.ts';

/** What of an account's posture is about hearing of root at all. The rest is `/rootguard check`'s. */
const ofTheHub = ['alert-rule', 'alert-target', 'regional-rules', 'trail-logging', 'heartbeat'];

/** The checks of the guard itself, of the organization if there is one, and those of the hub's account that are about the path. */
export async function pathHealth(
  auditor: Auditor,
  clock: Clock,
  installation: { readonly hub: string | undefined; readonly organization: string | undefined },
): Promise<readonly Diagnosis[]> {
  const { hub, organization } = installation;
  const needs = ofTheHub.flatMap((check) => needsOf(check) ?? []) as readonly (keyof AccountFacts)[];
  const [guard, own, members] = await Promise.all([
    auditor.gatherGuard(),
    // Nothing else: a look at all of an account may open a root session, and whoever runs this is not the worker.
    hub === undefined ? undefined : auditor.gather(hub, needs),
    organization === undefined ? undefined : auditor.gatherOrganization(),
  ]);
  const at = clock();
  return [
    ...judgeFacts('guard', guard, at),
    ...(own === undefined
      ? []
      : judgeFacts('account', own, at).filter(({ check }) => ofTheHub.includes(check))),
    ...(members === undefined ? [] : judgeFacts('organization', members, at)),
  ].map(diagnosisOf);
}

function diagnosisOf({ check: id, outcome, says }: CheckResult): Diagnosis {
  const check = checks[id];
  // A member without the rules sends none; the hub does, every quarter of an hour.
  if (id === 'heartbeat' && outcome === 'not-applicable')
    return unknown(
      check?.title.en ?? id,
      says.en,
      'Within 20 minutes of installing that is as it should be: run this again then. Later, see what else is at fault here.',
    );
  const health = healths[outcome];
  return {
    part: check?.title.en ?? id,
    health,
    says: says.en,
    ...((outcome === 'fail' || outcome === 'warn') && { cure: check?.remedy.en ?? [] }),
  };
}

const healths: Readonly<Record<Outcome, Health>> = {
  pass: 'ok',
  'not-applicable': 'none',
  warn: 'note',
  fail: 'fault',
  unknown: 'unknown',
};

/** Duties that failed the last time that they came round. Throws StoreError. */
export async function choreHealth(store: Pick<ChoreStore, 'failedChores'>): Promise<Diagnosis> {
  const part = 'Duties that come round';
  const failed = await store.failedChores();
  if (failed.length === 0) return ok(part, 'None failed the last time.');
  return fault(
    part,
    failed.map(({ chore, at, error }) => `${chore}, ${new Date(at).toISOString()}: ${error}`).join('; '),
    'The log says more: aws logs tail /aws/lambda/rootguard-worker --region us-east-1 --filter-pattern chore-failed',
  );
}
