import {
  DescribePolicyCommand,
  type OrganizationsClient,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListPolicies,
  paginateListRoots,
  paginateListTargetsForPolicy,
} from '@aws-sdk/client-organizations';
import type { Fact } from '../core/fact.ts';
import type { RootDenial } from '../core/organization-facts.ts';
import { ask, gatherFact } from './audit-fact.ts';
import { rootDenialIn } from './root-denial.ts';

/**
 * The service control policies that deny root something, and how much of the organisation each covers. While policies of this
 * kind are not enabled for the organisation, none of them is in force.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function gatherRootDenials(
  organizations: OrganizationsClient,
  managementAccount: string | undefined,
): Promise<Fact<readonly RootDenial[]>> {
  return gatherFact('organizations:ListPolicies', async () => {
    const top = await topOf(organizations, managementAccount);
    if (!top.inForce) return [];
    const denials: AttachedDenial[] = [];
    for (const { id, name } of await listPolicies(organizations)) {
      const denial = rootDenialIn(await contentOf(organizations, id));
      if (denial === undefined) continue;
      const targets = await targetsOf(organizations, id);
      denials.push({ policy: name, ...denial, covers: coverage(targets, top), targets });
    }
    return denials.map(({ targets, ...denial }) => ({
      ...denial,
      covers: denial.covers === 'some' && joined(denial, denials, top) ? 'together' : denial.covers,
    }));
  });
}

interface AttachedDenial extends RootDenial {
  readonly targets: readonly string[];
}

/** Whether the policies that deny root no less, and leave no less to AssumeRoot, cover everything together. */
function joined(denial: RootDenial, all: readonly AttachedDenial[], top: Top): boolean {
  const alike = all.filter(
    ({ everything, exemptsAssumedRoot }) =>
      (everything || !denial.everything) && (exemptsAssumedRoot || !denial.exemptsAssumedRoot),
  );
  return (
    coverage(
      alike.flatMap(({ targets }) => targets),
      top,
    ) === 'all'
  );
}

/** The top of the organisation: covering the root, or everything right below it, covers all. */
interface Top {
  readonly inForce: boolean;
  readonly root: string | undefined;
  readonly below: readonly string[];
}

async function topOf(client: OrganizationsClient, managementAccount: string | undefined): Promise<Top> {
  const [root] = await collect(
    'organizations:ListRoots',
    paginateListRoots({ client }, {}),
    ({ Roots = [] }) => Roots,
  );
  const id = root?.Id;
  if (id === undefined) return { inForce: false, root: undefined, below: [] };
  const inForce =
    root?.PolicyTypes?.some(
      ({ Type, Status }) => Type === 'SERVICE_CONTROL_POLICY' && Status === 'ENABLED',
    ) === true;
  const units = await collect(
    'organizations:ListOrganizationalUnitsForParent',
    paginateListOrganizationalUnitsForParent({ client }, { ParentId: id }),
    ({ OrganizationalUnits = [] }) => OrganizationalUnits.flatMap(({ Id }) => Id ?? []),
  );
  const accounts = await collect(
    'organizations:ListAccountsForParent',
    paginateListAccountsForParent({ client }, { ParentId: id }),
    ({ Accounts = [] }) => Accounts.flatMap(({ Id }) => Id ?? []),
  );
  // No service control policy ever binds the management account.
  return {
    inForce,
    root: id,
    below: [...units, ...accounts.filter((account) => account !== managementAccount)],
  };
}

function coverage(targets: readonly string[], { root, below }: Top): RootDenial['covers'] {
  if (root !== undefined && targets.includes(root)) return 'all';
  if (below.length > 0 && below.every((id) => targets.includes(id))) return 'all';
  return targets.length > 0 ? 'some' : 'none';
}

function listPolicies(client: OrganizationsClient) {
  return collect(
    'organizations:ListPolicies',
    paginateListPolicies({ client }, { Filter: 'SERVICE_CONTROL_POLICY' }),
    ({ Policies = [] }) =>
      Policies.flatMap(({ Id, Name = '' }) => (Id === undefined ? [] : [{ id: Id, name: Name }])),
  );
}

async function contentOf(client: OrganizationsClient, id: string): Promise<string> {
  const { Policy } = await ask('organizations:DescribePolicy', () =>
    client.send(new DescribePolicyCommand({ PolicyId: id })),
  );
  return Policy?.Content ?? '';
}

function targetsOf(client: OrganizationsClient, id: string): Promise<readonly string[]> {
  return collect(
    'organizations:ListTargetsForPolicy',
    paginateListTargetsForPolicy({ client }, { PolicyId: id }),
    ({ Targets = [] }) => Targets.flatMap(({ TargetId }) => TargetId ?? []),
  );
}

/** What all pages hold; pages may be empty and still have a next one. */
function collect<Page, Entry>(
  call: string,
  pages: AsyncIterable<Page>,
  entriesOf: (page: Page) => readonly Entry[],
): Promise<readonly Entry[]> {
  return ask(call, async () => {
    const entries: Entry[] = [];
    for await (const page of pages) entries.push(...entriesOf(page));
    return entries;
  });
}
