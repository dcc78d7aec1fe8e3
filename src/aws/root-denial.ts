import type { RootDenial } from '../core/organization-facts.ts';
import {
  asList,
  matchesGlob,
  type PolicyCondition,
  type Statement,
  statementsOf,
} from './policy-document.ts';

/**
 * What a service control policy denies to root, or undefined if it denies root nothing in particular. Root is told by
 * `aws:PrincipalArn`; a session of sts:AssumeRoot has the same ARN, and is told apart by `aws:AssumedRoot`.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 */
export function rootDenialIn(
  document: string,
): Pick<RootDenial, 'everything' | 'exemptsAssumedRoot'> | undefined {
  const denials = statementsOf(document).filter((statement) => !statement.allows && namesRoot(statement));
  if (denials.length === 0) return undefined;
  return {
    everything: denials.some(deniesEverything),
    // One statement that does not exempt is enough to block AssumeRoot.
    exemptsAssumedRoot: denials.every(({ conditions }) => conditions.some(exempts)),
  };
}

const exampleRoot = 'arn:aws:iam::111122223333:root';
const exampleRole = 'arn:aws:iam::111122223333:role/admin';

/** Matches root's ARN, and not everybody's. */
function namesRoot({ conditions }: Statement): boolean {
  return conditions.filter(isOfPrincipal).some(({ operator, values }) => {
    const matches = matcherOf(operator);
    return values.some((value) => matches(value, exampleRoot) && !matches(value, exampleRole));
  });
}

function isOfPrincipal({ key }: PolicyCondition): boolean {
  return key === 'aws:principalarn';
}

/** StringEquals takes a `*` literally; the operators for ARNs do not, neither of the two. */
function matcherOf(operator: string): (pattern: string, text: string) => boolean {
  switch (operator.replace(/ifexists$/, '').replace(/^for(any|all)value[s]?:/, '')) {
    case 'stringlike':
    case 'arnlike':
    case 'arnequals':
      return matchesGlob;
    case 'stringequals':
      return (pattern, text) => pattern === text;
    default:
      return () => false;
  }
}

/** Every action on every resource, and on no other condition than who it is. */
function deniesEverything({ actions, raw, conditions }: Statement): boolean {
  return (
    actions.includes('*') &&
    asList(raw.Resource).includes('*') &&
    conditions.every((condition) => isOfPrincipal(condition) || exempts(condition))
  );
}

/** The key is there in sessions of AssumeRoot alone: "only where it is missing", or "only where it is not true". */
function exempts({ operator, key, values }: PolicyCondition): boolean {
  if (key !== 'aws:assumedroot') return false;
  const value = values.length === 1 ? values[0]?.toLowerCase() : undefined;
  if (operator === 'null') return value === 'true';
  return operator === 'boolifexists' && value === 'false';
}
