import type { Trail } from './account-facts.ts';
import { isAhead } from './clock-skew.ts';
import { notGatheredYet, type UnknownFact } from './fact.ts';
import { inUtc } from './in-utc.ts';
import { unknown, type Verdict, verdict } from './posture.ts';

/** What trails that cover an account come to, all in all. */
export type TrailStanding =
  | { readonly is: 'sound' | 'none' | 'silent' | 'one-region' | 'undelivered' | 'no-reads' }
  | { readonly is: 'stopped-lately'; readonly from: number; readonly until: number | undefined }
  | { readonly is: 'unknown'; readonly why: UnknownFact };

/** Whether EventBridge hears of root by these trails, at `now` (ms since the epoch). Pure. */
export function standingOf(trails: readonly Trail[], now: number): TrailStanding {
  if (trails.length === 0) return { is: 'none' };
  const logging = trails.filter((trail) => isTrue(trail.logging) && isTrue(trail.admitsRootWrites));
  const everywhere = logging.filter(({ multiRegion }) => multiRegion);
  if (everywhere.length > 0) {
    const troubles = everywhere.map((trail) => troubleOf(trail, now));
    // One trail without trouble is enough; of several troubles, one that is known says more.
    if (troubles.includes(undefined)) return readsOf(trails);
    return troubles.find((trouble) => trouble?.is !== 'unknown') ?? troubles[0] ?? { is: 'sound' };
  }
  if (logging.length > 0) return { is: 'one-region' };
  // Some trail may log after all: a fact that could not be learnt is no proof that none does.
  const hidden = trails
    .flatMap((trail) => [trail.logging, trail.admitsRootWrites])
    .find((fact) => !fact.known);
  return hidden !== undefined && !hidden.known ? { is: 'unknown', why: hidden } : { is: 'silent' };
}

/** The verdict where it is the same for whichever trails: on an account's as on an organisation's. */
export function troubleWith(standing: TrailStanding): Verdict | undefined {
  switch (standing.is) {
    case 'unknown':
      return unknown(standing.why);
    case 'undelivered':
      return verdict(
        'warn',
        'A trail logs, but CloudTrail could not deliver its files lately: look at its bucket and key.',
        '추적이 기록하고 있지만 CloudTrail이 최근에 파일을 전달하지 못했습니다. 버킷과 키를 확인하세요.',
      );
    case 'no-reads':
      return verdict(
        'warn',
        "The trail leaves out read events: root's reads are not heard.",
        '추적에서 읽기 이벤트가 빠져 있습니다. 루트가 조회하는 활동을 듣지 못합니다.',
      );
    case 'stopped-lately':
      return stoppedLately(standing.from, standing.until);
    default:
      return undefined;
  }
}

function stoppedLately(from: number, until: number | undefined): Verdict {
  const began = inUtc(from);
  if (until === undefined || until < from)
    return verdict(
      'warn',
      `The trail logs, but was stopped at ${began}: nobody heard what root did until it was started again.`,
      `추적이 기록하고 있지만 ${began}에 중지된 적이 있습니다. 다시 시작될 때까지 루트의 활동을 듣지 못했습니다.`,
    );
  return verdict(
    'warn',
    `The trail logs, but was stopped from ${began} to ${inUtc(until)}: nobody heard what root did then.`,
    `추적이 기록하고 있지만 ${began}부터 ${inUtc(until)}까지 중지되어 있었습니다. 그동안 루트의 활동을 듣지 못했습니다.`,
  );
}

/** How long it is told that a trail was stopped, and how long CloudTrail may deliver nothing. In ms. */
const day = 24 * 3_600_000;

/** CloudTrail delivers every few minutes; what older versions stored does not tell. */
function troubleOf(trail: Trail, now: number): TrailStanding | undefined {
  const { deliveryError, deliveredAt, stoppedAt, startedAt } = trail;
  const ahead = [deliveredAt, stoppedAt].some((time) => time !== undefined && isAhead(time, now));
  if (deliveryError !== undefined) return { is: 'undelivered' };
  if (ahead)
    return {
      is: 'unknown',
      why: { known: false, cause: 'clock-skew', call: 'cloudtrail:GetTrailStatus' },
    };
  if (deliveredAt !== undefined && now - deliveredAt >= day) return { is: 'undelivered' };
  if (stoppedAt !== undefined && now - stoppedAt < day)
    return { is: 'stopped-lately', from: stoppedAt, until: startedAt };
  return undefined;
}

/** What root reads may be recorded by another trail than what it changes. */
function readsOf(trails: readonly Trail[]): TrailStanding {
  const reads = trails
    .filter(({ multiRegion, logging }) => multiRegion && isTrue(logging))
    .map(({ admitsRootReads = notGatheredYet }) => admitsRootReads);
  if (reads.some(isTrue)) return { is: 'sound' };
  const hidden = reads.find((fact) => !fact.known);
  return hidden !== undefined && !hidden.known ? { is: 'unknown', why: hidden } : { is: 'no-reads' };
}

function isTrue(fact: Trail['logging']): boolean {
  return fact.known && fact.value;
}
