import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AuditCallError, ask } from './audit-fact.ts';

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
export function settingsOf({ region, requestTimeout = 5_000 }: AuditAccess) {
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

/** A session of an account's audit role. Throws AuditCallError. 15 minutes are the shortest that STS grants: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export async function assume(access: AuditAccess, account: string): Promise<SessionCredentials> {
  const { partition = 'aws', auditRoleName, externalId } = access;
  const sts = new STSClient(settingsOf(access));
  const command = new AssumeRoleCommand({
    RoleArn: `arn:${partition}:iam::${account}:role/${auditRoleName}`,
    RoleSessionName: 'rootguard-audit',
    DurationSeconds: 900,
    ...(externalId === undefined ? {} : { ExternalId: externalId }),
  });
  try {
    const { Credentials: given } = await sts.send(command);
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken)
      throw new Error('no credentials came');
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
    };
  } catch (error) {
    // One cause whatever the reason: nothing at all can be learnt of this account.
    throw new AuditCallError('sts:AssumeRole', 'assume-role-failed', { cause: error });
  } finally {
    sts.destroy();
  }
}
