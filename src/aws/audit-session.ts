import {
  AssumeRoleCommand,
  type Credentials,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import type { UnknownCause } from '../core/fact.ts';
import { AuditCallError, ask, classify, isRequestFault } from './audit-fact.ts';

/** Where and as whom an account is audited. */
export interface AuditAccess {
  readonly region: string;
  /** The account of the function's own credentials; asked of STS if left out. */
  readonly hubAccount?: string;
  /** Path and name of the role in every other account: `rootguard/RootGuardAudit`. */
  readonly auditRoleName: string;
  readonly externalId?: string;
  /** `aws` if left out. */
  readonly partition?: string;
  /** How long one attempt at one call may take, in ms; 5 seconds if left out. There are three attempts. */
  readonly requestTimeout?: number;
}

/** The settings of every client. Without throwOnRequestTimeout the SDK warns of a call that hangs, and lets it hang. */
export function settingsOf({
  region,
  requestTimeout = 5_000,
}: Pick<AuditAccess, 'region' | 'requestTimeout'>) {
  return {
    region,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout, throwOnRequestTimeout: true },
  };
}

/** What STS gives for a quarter of an hour. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** The account of the function's own credentials. Throws AuditCallError. */
export async function ownAccount(access: AuditAccess): Promise<string> {
  const sts = new STSClient(settingsOf(access));
  try {
    const call = 'sts:GetCallerIdentity';
    const { Account } = await ask(call, () => sts.send(new GetCallerIdentityCommand({})));
    if (Account === undefined) throw new AuditCallError(call, 'service-error');
    return Account;
  } finally {
    sts.destroy();
  }
}

/** A session of an account's audit role. Throws AuditCallError: `assume-role-failed` if the same will be said tomorrow. */
export async function assume(
  access: AuditAccess,
  account: string,
  run?: string,
): Promise<SessionCredentials> {
  const { partition = 'aws', auditRoleName } = access;
  try {
    return await sessionOf(access, `arn:${partition}:iam::${account}:role/${auditRoleName}`, run);
  } catch (error) {
    throw new AuditCallError('sts:AssumeRole', whyNotAssumed(error), { cause: error });
  }
}

/** Whether the role said no, or STS had no time to ask: the one says something about the account, the other does not. */
function whyNotAssumed(error: unknown): UnknownCause {
  const cause = classify(error);
  return cause === 'access-denied' || isRequestFault(error) ? 'assume-role-failed' : cause;
}

/** A session of a role, named after the sweep that it is for, so that CloudTrail tells which it was. Throws what AWS answered. 15 minutes are the shortest that STS grants: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export async function sessionOf(
  access: AuditAccess,
  role: string,
  run = 'audit',
): Promise<SessionCredentials> {
  const { externalId } = access;
  const sts = new STSClient(settingsOf(access));
  const command = new AssumeRoleCommand({
    RoleArn: role,
    // AWS takes 64 characters at most.
    RoleSessionName: `rootguard-${run}`.slice(0, 64),
    DurationSeconds: 900,
    ...(externalId === undefined ? {} : { ExternalId: externalId }),
  });
  try {
    return credentialsIn(await sts.send(command));
  } finally {
    sts.destroy();
  }
}

/** The credentials in STS's answer. Throws an Error if it has none. */
export function credentialsIn({
  Credentials: given,
}: {
  readonly Credentials?: Credentials | undefined;
}): SessionCredentials {
  if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken)
    throw new Error('no credentials came');
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
  };
}
