import type {
  IamAdministrators,
  ManagementRoot,
  Onboarding,
  Organization,
  OrganizationFacts,
  RootDenial,
  RootFeatures,
} from '../core/organization-facts.ts';
import { trailShape } from './account-facts-shape.ts';
import { fact, factsReader } from './fact-shape.ts';
import { flag, list, members, number, oneOf, optional, text } from './shape.ts';

/** Reads the stored facts of the organisation. */
export const organizationFacts = factsReader<OrganizationFacts>({
  organization: fact(members<Organization>({ id: optional(text), managementAccount: optional(text) })),
  rootFeatures: fact(
    members<RootFeatures>({
      credentialsManagement: flag,
      sessions: flag,
      obstacle: optional(oneOf({ 'no-organization': 1, 'service-access-off': 1, 'not-all-features': 1 })),
    }),
  ),
  iamAdministrators: fact(members<IamAdministrators>({ accounts: list(text), expected: list(text) })),
  rootDenials: fact(
    list(
      members<RootDenial>({
        policy: text,
        everything: flag,
        exemptsAssumedRoot: flag,
        covers: oneOf({ all: 1, together: 1, some: 1, none: 1 }),
      }),
    ),
  ),
  organizationTrails: fact(list(trailShape)),
  onboarding: fact(
    members<Onboarding>({
      active: number,
      missing: list(text),
      missingCount: number,
      newCount: number,
      unlookedCount: number,
      overdue: optional(list(text)),
      overdueCount: optional(number),
    }),
  ),
  managementRoot: fact(
    optional(
      members<ManagementRoot>({
        account: text,
        checkedAt: optional(number),
        failing: list(text),
        warning: list(text),
        unknown: list(text),
      }),
    ),
  ),
});
