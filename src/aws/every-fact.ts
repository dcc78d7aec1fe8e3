import type { AccountFacts } from '../core/account-facts.ts';
import type { UnknownFact } from '../core/fact.ts';
import type { GuardFacts } from '../core/guard-facts.ts';
import type { OrganizationFacts } from '../core/organization-facts.ts';
import { accountFacts } from './account-facts-shape.ts';
import { guardFacts } from './guard-facts-shape.ts';
import { organizationFacts } from './organization-facts-shape.ts';

/** The facts of an account of which nothing could be learnt, for one reason. */
export function everyAccountFact(why: UnknownFact): AccountFacts {
  return accountFacts.every(why);
}

/** The facts of an organisation of which nothing could be learnt, for one reason. */
export function everyOrganizationFact(why: UnknownFact): OrganizationFacts {
  return organizationFacts.every(why);
}

/** The facts of a guard of which nothing could be learnt, for one reason. */
export function everyGuardFact(why: UnknownFact): GuardFacts {
  return guardFacts.every(why);
}
