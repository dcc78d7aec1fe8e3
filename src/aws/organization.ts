import {
  type Account,
  DescribeAccountCommand,
  ListAccountsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { AccountState, KnownAccount } from '../core/account.ts';
import { type Organization, OrganizationError } from '../core/ports.ts';
import { maskedEmail } from './audit-email.ts';
import { classify, errorName } from './audit-fact.ts';

/** How to reach Organizations. */
export interface OrganizationOptions {
  /** The one endpoint of Organizations in the commercial partition is in us-east-1; the SDK finds it from any Region. */
  readonly region: string;
  /** How long one attempt may take, in ms; 5 seconds if left out. There are five attempts: its quota is a few calls a second. */
  readonly requestTimeout?: number;
}

/**
 * AWS Organizations, which answers the management account and delegated administrators only. Throws OrganizationError.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export function createOrganization({ region, requestTimeout = 5_000 }: OrganizationOptions): Organization {
  const client = new OrganizationsClient({
    region,
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 2_000, requestTimeout, throwOnRequestTimeout: true },
  });
  return {
    async page(token) {
      const command = new ListAccountsCommand({
        MaxResults: pageSize,
        ...(token !== undefined && { NextToken: token }),
      });
      const { Accounts = [], NextToken } = await ask('organizations:ListAccounts', () =>
        client.send(command),
      );
      return {
        accounts: Accounts.flatMap(knownAccount),
        ...(NextToken !== undefined && NextToken !== '' && { next: NextToken }),
      };
    },

    async stateOf(account) {
      const described = await ask('organizations:DescribeAccount', () =>
        client.send(new DescribeAccountCommand({ AccountId: account })).catch((error: unknown) => {
          if (errorName(error) === 'AccountNotFoundException') return undefined;
          throw error;
        }),
      );
      return described?.Account === undefined ? 'left' : stateOf(described.Account);
    },
  };
}

/** The most that Organizations gives at once. */
const pageSize = 20;

async function ask<T>(call: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw new OrganizationError(call, classify(error), { cause: error });
  }
}

function knownAccount(account: Account): readonly KnownAccount[] {
  const { Id, Name, JoinedTimestamp, Email } = account;
  if (Id === undefined) return [];
  const rootEmail = maskedEmail(Email);
  return [
    {
      id: Id,
      name: Name === '' ? undefined : Name,
      state: stateOf(account),
      ...(JoinedTimestamp !== undefined && { joinedAt: JoinedTimestamp.getTime() }),
      ...(rootEmail !== undefined && { rootEmail }),
    },
  ];
}

/**
 * `State` came in 2025 and `Status` goes in September 2026; both may be there, and State says more. A state that nobody knows
 * yet is not active: an account is not checked on a guess.
 */
function stateOf({ State, Status }: Pick<Account, 'State' | 'Status'>): AccountState {
  const told = String(State ?? Status ?? '');
  return Object.hasOwn(states, told) ? (states[told] ?? 'pending') : 'pending';
}

const states: Readonly<Record<string, AccountState>> = {
  ACTIVE: 'active',
  PENDING_ACTIVATION: 'pending',
  SUSPENDED: 'suspended',
  PENDING_CLOSURE: 'closing',
  CLOSED: 'closed',
};
