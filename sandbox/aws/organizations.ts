import { at, textAt } from '../../src/core/json.ts';
import type { AccountState } from './accounts.ts';
import { AwsError, common, ownKind } from './errors.ts';
import { organizationPolicies } from './organization-policies.ts';
import type { Call, Operation, Service, World } from './world.ts';

/**
 * Pages of 20 at most. Organizations may answer an empty page that is not the last, so this one often does: every third
 * page, the first among them, is empty. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
const listAccounts: Operation = (call, world) => {
  onlyManagement('ListAccounts', call, world);
  const max = at(call.input, 'MaxResults') ?? mostPerPage;
  if (!Number.isInteger(max) || Number(max) < 1 || Number(max) > mostPerPage) {
    throw invalid(`MaxResults must be between 1 and ${mostPerPage}.`);
  }
  const members = membersOf(world);
  const { start, page } = readToken(textAt(call.input, 'NextToken'));
  const isEmpty = page % 3 === 0;
  const end = isEmpty ? start : start + Number(max);
  return {
    Accounts: members.slice(start, end).map((account) => described(account, world)),
    NextToken: end < members.length ? tokenFor(end, page + 1) : undefined,
  };
};

const describeAccount: Operation = (call, world) => {
  onlyManagement('DescribeAccount', call, world);
  const id = textAt(call.input, 'AccountId') ?? '';
  if (!/^\d{12}$/.test(id)) throw invalid(`${id} is no account id.`);
  const found = membersOf(world).find((account) => account.id === id);
  if (found === undefined) {
    throw new AwsError(
      ownKind('AccountNotFoundException', 400),
      'You specified an account that does not exist.',
    );
  }
  return { Account: described(found, world) };
};

/** Organizations. https://docs.aws.amazon.com/organizations/latest/APIReference/Welcome.html */
export const organizations: Service = {
  dialect: { protocol: 'json-1.1', version: 'AWSOrganizationsV20161128' },
  operations: { ...organizationPolicies, ListAccounts: listAccounts, DescribeAccount: describeAccount },
};

const mostPerPage = 20;

/** The hub is the management account here; nobody else may ask. */
function onlyManagement(operation: string, { account, caller }: Call, { hubAccount }: World): void {
  if (account.id === hubAccount) return;
  throw new AwsError(
    common.denied,
    `User: ${caller.arn} is not authorized to perform: organizations:${operation}`,
  );
}

function membersOf({ accounts }: World): readonly AccountState[] {
  return [...accounts.values()].filter(({ state }) => state !== 'left');
}

function described({ id, name, state, emailDomain }: AccountState, { hubAccount }: World) {
  return {
    Id: id,
    Arn: `arn:aws:organizations::${hubAccount}:account/o-exampleorgid/${id}`,
    Email: `aws+${id}@${emailDomain}`,
    Name: name,
    // Both, as AWS answers in the year in which one replaces the other.
    Status: state === 'ACTIVE' ? 'ACTIVE' : state === 'PENDING_CLOSURE' ? 'PENDING_CLOSURE' : 'SUSPENDED',
    State: state,
    JoinedMethod: id === hubAccount ? 'INVITED' : 'CREATED',
    JoinedTimestamp: 1_554_109_200,
  };
}

function tokenFor(start: number, page: number): string {
  return Buffer.from(`accounts:${start}:${page}`).toString('base64');
}

function readToken(token: string | undefined): { readonly start: number; readonly page: number } {
  if (token === undefined) return { start: 0, page: 0 };
  const [, start, page] = /^accounts:(\d+):(\d+)$/.exec(Buffer.from(token, 'base64').toString('utf8')) ?? [];
  if (start === undefined || page === undefined) throw invalid('You provided an invalid NextToken.');
  return { start: Number(start), page: Number(page) };
}

function invalid(message: string): AwsError {
  return new AwsError(ownKind('InvalidInputException', 400), message);
}
