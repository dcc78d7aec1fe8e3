import { textAt } from '../../src/core/json.ts';
import { AwsError, common, ownKind } from './errors.ts';
import { organizationId, rootDenialPolicy } from './organization.ts';
import type { Call, Operation, World } from './world.ts';

const root = 'r-a1b2';
const unit = 'ou-a1b2-11111111';
const emptyUnit = 'ou-a1b2-22222222';
const policy = { Id: 'p-rootdeny1', Name: 'deny-root' };
const second = { Id: 'p-rootdeny2', Name: 'deny-root-too' };
const full = { Id: 'p-FullAWSAccess', Name: 'FullAWSAccess' };

/** Every account may ask this, and it is the one operation that says that there is no organisation. */
const describeOrganization: Operation = (_call, world) => {
  const { central, hubAccount } = world;
  if (!central.exists) throw notInUse();
  return {
    Organization: {
      Id: organizationId,
      Arn: `arn:aws:organizations::${hubAccount}:organization/${organizationId}`,
      FeatureSet: 'ALL',
      MasterAccountArn: `arn:aws:organizations::${hubAccount}:account/${organizationId}/${hubAccount}`,
      MasterAccountId: hubAccount,
      MasterAccountEmail: 'aws@example.com',
      AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
    },
  };
};

const listDelegatedAdministrators: Operation = (call, world) => {
  onlyManagement(call, world);
  const principal = textAt(call.input, 'ServicePrincipal');
  const accounts = principal === 'iam.amazonaws.com' ? world.central.iamAdministrators : [];
  return paged(
    call,
    accounts.map((Id) => ({ Id, Name: `account-${Id}`, State: 'ACTIVE' })),
    'DelegatedAdministrators',
  );
};

const listRoots: Operation = (call, world) => {
  onlyManagement(call, world);
  const PolicyTypes = [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }];
  return paged(call, [{ Id: root, Name: 'Root', PolicyTypes }], 'Roots');
};

const listUnits: Operation = (call, world) => {
  onlyManagement(call, world);
  const units = [unit, emptyUnit].map((Id, index) => ({ Id, Name: `unit-${index + 1}` }));
  return paged(call, parentOf(call) === root ? units : [], 'OrganizationalUnits');
};

/** Only the management account is right below the root; the others are in the first unit. */
const listAccountsForParent: Operation = (call, world) => {
  onlyManagement(call, world);
  const parent = parentOf(call);
  const ids = [...world.accounts.keys()].filter((id) =>
    parent === root ? id === world.hubAccount : parent === unit && id !== world.hubAccount,
  );
  return paged(
    call,
    ids.map((Id) => ({ Id })),
    'Accounts',
  );
};

const listPolicies: Operation = (call, world) => {
  onlyManagement(call, world);
  if (textAt(call.input, 'Filter') !== 'SERVICE_CONTROL_POLICY') return paged(call, [], 'Policies');
  const { rootDenial, denialTarget } = world.central;
  const denying = denialTarget === 'halves' ? [policy, second] : [policy];
  const policies = rootDenial === 'none' ? [full] : [full, ...denying];
  return paged(
    call,
    policies.map((each) => ({ ...each, Type: 'SERVICE_CONTROL_POLICY' })),
    'Policies',
  );
};

const describePolicy: Operation = (call, world) => {
  onlyManagement(call, world);
  const id = textAt(call.input, 'PolicyId');
  const asked = [policy, second].find(({ Id }) => Id === id);
  const content = asked === undefined ? undefined : rootDenialPolicy(world.central);
  if (id === full.Id) {
    const allow = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    return { Policy: { PolicySummary: full, Content: JSON.stringify(allow) } };
  }
  if (content !== undefined) return { Policy: { PolicySummary: asked, Content: content } };
  throw new AwsError(ownKind('PolicyNotFoundException', 400), 'We cannot find a policy with that id.');
};

const listTargets: Operation = (call, world) => {
  onlyManagement(call, world);
  const { denialTarget } = world.central;
  if (textAt(call.input, 'PolicyId') === full.Id || denialTarget === 'root')
    return paged(call, [{ TargetId: root, Type: 'ROOT' }], 'Targets');
  const its = textAt(call.input, 'PolicyId') === second.Id ? emptyUnit : unit;
  const targets = denialTarget === 'nothing' ? [] : [{ TargetId: its, Type: 'ORGANIZATIONAL_UNIT' }];
  return paged(call, targets, 'Targets');
};

/** The organisation and its service control policies. https://docs.aws.amazon.com/organizations/latest/APIReference/Welcome.html */
export const organizationPolicies: Readonly<Record<string, Operation>> = {
  DescribeOrganization: describeOrganization,
  ListDelegatedAdministrators: listDelegatedAdministrators,
  ListRoots: listRoots,
  ListOrganizationalUnitsForParent: listUnits,
  ListAccountsForParent: listAccountsForParent,
  ListPolicies: listPolicies,
  DescribePolicy: describePolicy,
  ListTargetsForPolicy: listTargets,
};

function onlyManagement({ account, caller }: Call, { hubAccount, central }: World): void {
  if (!central.exists) throw notInUse();
  if (account.id === hubAccount) return;
  throw new AwsError(common.denied, `User: ${caller.arn} is not authorized to perform this operation`);
}

function notInUse(): AwsError {
  return new AwsError(
    ownKind('AWSOrganizationsNotInUseException', 400),
    'Your account is not a member of an organization.',
  );
}

function parentOf({ input }: Call): string | undefined {
  return textAt(input, 'ParentId');
}

/** One entry a page; and, as Organizations may do, the first page is empty and not the last. */
function paged(call: Call, entries: readonly object[], member: string) {
  const page = Number(textAt(call.input, 'NextToken') ?? 0);
  const shown = page === 0 ? [] : entries.slice(page - 1, page);
  return {
    [member]: shown as never,
    NextToken: page < entries.length ? String(page + 1) : undefined,
  };
}
