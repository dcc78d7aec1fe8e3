import type { AccountState } from './accounts.ts';
import { iamUsers } from './iam-users.ts';

/** A credential report in the making: what it says is fixed when it is asked for, as in AWS. */
export interface Report {
  readonly content: string;
  /** When it can be fetched; from then on it is GeneratedTime. Milliseconds since the epoch. */
  readonly readyAt: number;
}

/** How long AWS takes here, and how long it then refuses to make a newer one, in milliseconds. */
export const reportTimes = { generation: 200, validity: 4 * 3_600_000 } as const;

/**
 * The report of an account as CSV: root first, then its IAM users, one of whom has a comma in the name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function reportOf(account: AccountState): string {
  const rows = [columns, rootRow(account), ...iamUsers.map((user) => userRow(account.id, user.name))];
  return rows.map((row) => row.map(quoted).join(',')).join('\n');
}

const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
] as const;

const created = '2019-04-01T09:00:00+00:00';
const noCertificates = ['false', 'N/A', 'false', 'N/A'] as const;

function rootRow({
  id,
  rootPassword,
  rootMfa,
  rootAccessKeys,
  rootKeysActive,
  rootLastUse,
  rootCertificates,
}: AccountState): readonly string[] {
  return [
    '<root_account>',
    `arn:aws:iam::${id}:root`,
    created,
    String(rootPassword),
    rootPassword ? (rootLastUse === 'never' ? 'no_information' : rootLastUse) : 'N/A',
    // AWS says so in these two columns for root, whatever the account.
    'not_supported',
    'not_supported',
    String(rootMfa !== 'none'),
    ...accessKey(rootAccessKeys >= 1, rootKeysActive),
    ...accessKey(rootAccessKeys === 2, rootKeysActive),
    ...certificate(rootCertificates >= 1),
    ...certificate(rootCertificates === 2),
  ];
}

function userRow(account: string, name: string): readonly string[] {
  return [
    name,
    `arn:aws:iam::${account}:user/${name}`,
    created,
    'true',
    'no_information',
    created,
    'N/A',
    'true',
    ...accessKey(false),
    ...accessKey(false),
    ...noCertificates,
  ];
}

function certificate(active: boolean): readonly string[] {
  return active ? ['true', created] : ['false', 'N/A'];
}

function accessKey(exists: boolean, active = true): readonly string[] {
  return exists
    ? [String(active), '2020-01-15T10:00:00+00:00', '2023-11-30T22:41:00+00:00', 'us-east-1', 's3']
    : ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
