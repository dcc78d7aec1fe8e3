import { furthestStart, longestReason, longestWindow } from './plan.ts';

/** What is wrong with a field of a request for a plan. */
export type PlanFlaw =
  | 'no-such-account'
  | 'reason-missing'
  | 'reason-too-long'
  | 'nothing-expected'
  | 'start-missing'
  | 'starts-in-the-past'
  | 'starts-too-late'
  | 'too-long'
  | 'approver-is-requester'
  | 'approver-may-not-act'
  | 'approver-unknown';

/** The fields of a request, as its form has them. */
export interface PlanFields {
  readonly reason: string | undefined;
  readonly expected: readonly string[];
  /** ms since the epoch. */
  readonly from: number | undefined;
  readonly lasts: number;
}

/** A form lies open for a while: a start that was "now" when it was opened still counts as now. */
const patience = 60 * 60_000;

/** What is wrong with each field, if anything. What needs a look elsewhere (account, approver) is not judged here. */
export function planFlaws(
  { reason, expected, from, lasts }: PlanFields,
  now: number,
): Partial<Record<keyof PlanFields, PlanFlaw>> {
  return {
    ...(reason === undefined && { reason: 'reason-missing' }),
    ...(reason !== undefined && [...reason].length > longestReason && { reason: 'reason-too-long' }),
    ...(expected.length === 0 && { expected: 'nothing-expected' }),
    ...(from === undefined && { from: 'start-missing' }),
    ...(from !== undefined && from < now - patience && { from: 'starts-in-the-past' }),
    ...(from !== undefined && from > now + furthestStart && { from: 'starts-too-late' }),
    ...(!(lasts > 0 && lasts <= longestWindow) && { lasts: 'too-long' }),
  };
}
