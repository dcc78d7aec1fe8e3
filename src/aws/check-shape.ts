import { asObject, at } from '../core/json.ts';
import type { AccountCheck, GuardCheck, OrganizationCheck, Outcome } from '../core/posture.ts';
import type { Verdicts } from '../core/verdicts.ts';
import { accountFacts } from './account-facts-shape.ts';
import type { FactsReader } from './fact-shape.ts';
import { guardFacts } from './guard-facts-shape.ts';
import { organizationFacts } from './organization-facts-shape.ts';
import { dictionary, flag, members, number, oneOf, optional, type Test, text } from './shape.ts';

/** A stored check of an account, or undefined if this version of RootGuard cannot read it. */
export function readAccountCheck(value: unknown): AccountCheck | undefined {
  const test = members<AccountCheck>({ account: text, at: number, facts: accountFacts.test, older });
  return read<AccountCheck>(value, accountFacts, test);
}

/** A stored check of the organisation, or undefined if this version of RootGuard cannot read it. */
export function readOrganizationCheck(value: unknown): OrganizationCheck | undefined {
  const test = members<OrganizationCheck>({ at: number, facts: organizationFacts.test, older });
  return read<OrganizationCheck>(value, organizationFacts, test);
}

/** A stored check of the guard itself, or undefined if this version of RootGuard cannot read it. */
export function readGuardCheck(value: unknown): GuardCheck | undefined {
  const test = members<GuardCheck>({ at: number, facts: guardFacts.test, older });
  return read<GuardCheck>(value, guardFacts, test);
}

/** What a stored look came to, or undefined if this version of RootGuard cannot read it. */
export function readVerdicts(value: unknown): Verdicts | undefined {
  return verdictsShape(value) === undefined ? (value as Verdicts) : undefined;
}

const verdictsShape = members<Verdicts>({
  account: text,
  checkedAt: number,
  outcomes: dictionary(oneOf<Outcome>({ pass: 1, warn: 1, fail: 1, 'not-applicable': 1, unknown: 1 })),
  guarded: flag,
});

/** Times of facts by their names. */
const older = optional(dictionary(number));

function read<T>(value: unknown, facts: Pick<FactsReader<unknown>, 'complete'>, test: Test): T | undefined {
  const completed = { ...asObject(value), facts: facts.complete(at(value, 'facts')) };
  return test(completed) === undefined ? (completed as unknown as T) : undefined;
}
