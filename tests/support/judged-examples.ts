import {
  type Check,
  type CheckOf,
  exampleTime,
  type Outcome,
  type Scope,
  type Verdict,
} from '../../src/core/posture.ts';

/** An example of a check with what its judge says of it. */
export interface JudgedExample {
  readonly name: string;
  readonly gives: Outcome;
  readonly verdict: Verdict;
  /** The verdict on the same facts, but for some that are others. */
  readonly judgedWith: (change: Readonly<Record<string, unknown>>) => Verdict;
}

/** Judges every example of a check, whatever its scope. */
export function judgedExamples(check: Check): readonly JudgedExample[] {
  // The three scopes differ in their facts only, and a check's examples are of its own scope.
  return judged(check as unknown as CheckOf<Scope>);
}

function judged(check: CheckOf<Scope>): readonly JudgedExample[] {
  return check.examples().map(({ name, gives, facts }) => ({
    name,
    gives,
    verdict: check.judge(facts, exampleTime),
    judgedWith: (change) => check.judge({ ...facts, ...change }, exampleTime),
  }));
}
