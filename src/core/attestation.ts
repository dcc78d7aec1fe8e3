import type { CardPlace } from './incident.ts';

/**
 * The question to an account's custodians about one incident: was it you? Root is shared, so its events name nobody. Stored by
 * itself, beside the incident. Facts only.
 */
export interface Attestation {
  /** The incident's id. */
  readonly incident: string;
  readonly account: string;
  /** When it was asked, and until when an answer counts; ms since the epoch. */
  readonly askedAt: number;
  readonly deadline: number;
  readonly asked: readonly Asked[];
  /** Every answer, oldest first: somebody who changes their mind leaves both. */
  readonly answers: readonly Answer[];
  /** What came of it; absent while it waits. Decided once: what is answered later is recorded and changes nothing. */
  readonly verdict?: Verdict;
  /** True once the incident was told of the verdict. */
  readonly told?: true;
  /** Raised by one with every change; a change names the version it saw. */
  readonly version: number;
}

/** One person who is asked. */
export interface Asked {
  readonly user: string;
  readonly name: string;
  /** The direct message; absent until Slack has taken it. */
  readonly message?: CardPlace;
  /** Slack's error where this person can never be asked: they left. */
  readonly unreachable?: string;
}

/** What one person said and when (ms since the epoch). */
export interface Answer {
  readonly by: string;
  readonly name: string;
  readonly at: number;
  readonly said: Said;
  /** Why, from somebody who says that it was them. */
  readonly reason?: string;
}

export type Said = 'me' | 'not-me' | 'unknown';

/**
 * `claimed`: somebody says that it was them. `denied`: everybody who could be asked says that it was not. `unclaimed`:
 * everybody answered, and nobody says that it was them. `silent`: the deadline passed. `unreachable`: nobody could be asked.
 */
export interface Verdict {
  readonly outcome: 'claimed' | 'denied' | 'unclaimed' | 'silent' | 'unreachable';
  /** ms since the epoch. */
  readonly at: number;
}

/** How long custodians have to answer, in ms, unless it is configured: an intruder needs less, a person on the way more. */
export const answerTime = 15 * 60_000;

/** How long a reason may be, in characters. */
export const longestClaim = 1_000;

const keptAnswers = 100;

/** A new question; nobody was written to yet. */
export function newAttestation(
  about: { readonly incident: string; readonly account: string },
  people: readonly { readonly user: string; readonly name: string }[],
  now: number,
  within = answerTime,
): Attestation {
  const asked = people.map(({ user, name }) => ({ user, name }));
  return { ...about, askedAt: now, deadline: now + within, asked, answers: [], version: 1 };
}

/** With the message of one person recorded, or that they cannot be reached. */
export function withAsked(
  attestation: Attestation,
  user: string,
  result: Pick<Asked, 'message'> | Pick<Asked, 'unreachable'>,
  now: number,
): Attestation {
  const asked = attestation.asked.map((one) => (one.user === user ? { ...one, ...result } : one));
  return decided({ ...attestation, asked, version: attestation.version + 1 }, now);
}

/** With one more answer. Undefined from somebody who was not asked, or who says the same again. */
export function withAnswer(attestation: Attestation, answer: Answer): Attestation | undefined {
  if (!attestation.asked.some(({ user }) => user === answer.by)) return undefined;
  if (attestation.answers.length >= keptAnswers) return undefined;
  const before = lastAnswerOf(attestation, answer.by);
  if (before?.said === answer.said && before.reason === answer.reason) return undefined;
  const answers = [...attestation.answers, answer];
  return decided({ ...attestation, answers, version: attestation.version + 1 }, answer.at);
}

/** Closed because its deadline passed; undefined if it has not, or it is decided. */
export function overdue(attestation: Attestation, now: number): Attestation | undefined {
  if (attestation.verdict !== undefined || now < attestation.deadline) return undefined;
  return {
    ...attestation,
    verdict: { outcome: 'silent', at: now },
    version: attestation.version + 1,
  };
}

/** What a person said last; undefined if nothing. */
export function lastAnswerOf({ answers }: Attestation, user: string): Answer | undefined {
  return answers.findLast(({ by }) => by === user);
}

/** Whether what somebody says after the verdict is worth saying to others: that it was them, or that it was not after all. */
export function isNews({ verdict, answers }: Attestation, { by, said, at }: Answer): boolean {
  if (verdict === undefined) return false;
  const claimed = answers.some((before) => before.by === by && before.said === 'me' && before.at < at);
  return said === 'me' || (verdict.outcome === 'claimed' && claimed);
}

/** True for a verdict that raises the incident: nobody stands up for what root did. */
export function raises({ outcome }: Verdict): boolean {
  return outcome !== 'claimed';
}

/** One "me" decides at once; a denial needs everybody who could be asked. After the deadline only silence is left. */
function decided(attestation: Attestation, now: number): Attestation {
  if (attestation.verdict !== undefined || now >= attestation.deadline) return attestation;
  const outcome = outcomeOf(attestation);
  return outcome === undefined ? attestation : { ...attestation, verdict: { outcome, at: now } };
}

function outcomeOf(attestation: Attestation): Verdict['outcome'] | undefined {
  const reachable = attestation.asked.filter(({ unreachable }) => unreachable === undefined);
  if (reachable.length === 0) return 'unreachable';
  const said = reachable.map(({ user }) => lastAnswerOf(attestation, user)?.said);
  if (said.includes('me')) return 'claimed';
  if (said.includes(undefined)) return undefined;
  return said.every((word) => word === 'not-me') ? 'denied' : 'unclaimed';
}
