import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
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

/** The clients that speak for one account. */
export interface AuditClients {
  readonly iam: IAMClient;
  readonly cloudTrail: CloudTrailClient;
  readonly eventBridge: EventBridgeClient;
  /** Closes their connections. */
  destroy(): void;
}

/**
 * Returns a function that opens clients for an account: with the function's own credentials in the hub, with the
 * audit role's everywhere else. It throws AuditCallError, with `assume-role-failed` when the role is out of reach.
 */
export function createClientOpener(access: AuditAccess): (account: string) => Promise<AuditClients> {
  let hub = access.hubAccount;
  return async (account) => {
    hub ??= await ownAccount(access);
    return account === hub
      ? clientsWith(access, undefined)
      : clientsWith(access, await assume(access, account));
  };
}

/** Without throwOnRequestTimeout the SDK warns of a call that hangs, and lets it hang. */
function settingsOf({ region, requestTimeout = 5_000 }: AuditAccess) {
  return {
    region,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout, throwOnRequestTimeout: true },
  };
}

interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

function clientsWith(access: AuditAccess, credentials: SessionCredentials | undefined): AuditClients {
  const settings = { ...settingsOf(access), ...(credentials === undefined ? {} : { credentials }) };
  const iam = new IAMClient(settings);
  const cloudTrail = new CloudTrailClient(settings);
  const eventBridge = new EventBridgeClient(settings);
  return {
    iam,
    cloudTrail,
    eventBridge,
    destroy() {
      for (const client of [iam, cloudTrail, eventBridge]) client.destroy();
    },
  };
}

async function ownAccount(access: AuditAccess): Promise<string> {
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

/** 15 minutes, the shortest that STS grants: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
async function assume(access: AuditAccess, account: string): Promise<SessionCredentials> {
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
