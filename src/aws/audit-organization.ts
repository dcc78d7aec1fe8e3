import { type IAMClient, ListOrganizationsFeaturesCommand } from '@aws-sdk/client-iam';
import {
  DescribeOrganizationCommand,
  type OrganizationsClient,
  paginateListDelegatedAdministrators,
} from '@aws-sdk/client-organizations';
import type { Fact } from '../core/fact.ts';
import type { IamAdministrators, Organization, RootFeatures } from '../core/organization-facts.ts';
import { AuditCallError, ask, errorName, gatherFact } from './audit-fact.ts';

/**
 * The hub's organisation, which every member may ask for; none is a fact, not a failure.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html
 */
export function gatherOrganization(organizations: OrganizationsClient): Promise<Fact<Organization>> {
  const call = 'organizations:DescribeOrganization';
  return gatherFact(call, async () => {
    const answer = await ask(call, () =>
      organizations.send(new DescribeOrganizationCommand({})).catch((error: unknown) => {
        if (errorName(error) === 'AWSOrganizationsNotInUseException') return undefined;
        throw error;
      }),
    );
    return { id: answer?.Organization?.Id, managementAccount: answer?.Organization?.MasterAccountId };
  });
}

/**
 * How the organisation manages root. Enabling it deletes no credentials: each member is asked for itself.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html
 */
export function gatherRootFeatures(iam: IAMClient): Promise<Fact<RootFeatures>> {
  const call = 'iam:ListOrganizationsFeatures';
  return gatherFact(call, async () => {
    const off = (obstacle: RootFeatures['obstacle']): RootFeatures => ({
      credentialsManagement: false,
      sessions: false,
      obstacle,
    });
    try {
      const { EnabledFeatures = [] } = await iam.send(new ListOrganizationsFeaturesCommand({}));
      return {
        credentialsManagement: EnabledFeatures.includes('RootCredentialsManagement'),
        sessions: EnabledFeatures.includes('RootSessions'),
        obstacle: undefined,
      };
    } catch (error) {
      const name = errorName(error);
      if (name === 'OrganizationNotFoundException') return off('no-organization');
      if (name === 'ServiceAccessNotEnabledException') return off('service-access-off');
      if (name === 'OrganizationNotInAllFeaturesModeException') return off('not-all-features');
      if (name === 'AccountNotManagementOrDelegatedAdministratorException')
        throw new AuditCallError(call, 'not-organization-admin', { cause: error });
      return await ask(call, () => Promise.reject(error));
    }
  });
}

/**
 * The delegated administrators of IAM, who may open root sessions in every member.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedAdministrators.html
 */
export function gatherIamAdministrators(
  organizations: OrganizationsClient,
  expected: readonly string[],
): Promise<Fact<IamAdministrators>> {
  const call = 'organizations:ListDelegatedAdministrators';
  return gatherFact(call, () =>
    ask(call, async () => {
      const accounts: string[] = [];
      const pages = paginateListDelegatedAdministrators(
        { client: organizations },
        { ServicePrincipal: 'iam.amazonaws.com' },
      );
      for await (const { DelegatedAdministrators = [] } of pages)
        accounts.push(...DelegatedAdministrators.flatMap(({ Id }) => Id ?? []));
      return { accounts: accounts.sort(), expected };
    }),
  );
}
