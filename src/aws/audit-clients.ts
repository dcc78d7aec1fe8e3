import { AccountClient } from '@aws-sdk/client-account';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { SupportClient } from '@aws-sdk/client-support';
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
  readonly account: AccountClient;
  readonly cloudTrail: CloudTrailClient;
  readonly eventBridge: EventBridgeClient;
  readonly iam: IAMClient;
  readonly organizations: OrganizationsClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly support: SupportClient;
  /** EventBridge in another Region; whoever opens it closes it. */
  eventBridgeIn(region: string): EventBridgeClient;
  /** Closes their connections. */
  destroy(): void;
}

/** Opens clients. Both throw AuditCallError. */
export interface ClientOpener {
  /** The account of the function's own credentials. */
  hub(): Promise<string>;
  /**
   * With the function's own credentials in the hub, with the audit role's everywhere else: `assume-role-failed` when that role
   * is out of reach.
   */
  open(account: string): Promise<AuditClients>;
}

/** STS is asked once who the hub is. */
export function createClientOpener(access: AuditAccess): ClientOpener {
  let known = access.hubAccount;
  const hub = async () => {
    known ??= await ownAccount(access);
    return known;
  };
  return {
    hub,
    async open(account) {
      return account === (await hub())
        ? clientsWith(access, undefined)
        : clientsWith(access, await assume(access, account));
    },
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

/** A member is asked by five of them: each is made when it is first needed. */
function clientsWith(access: AuditAccess, credentials: SessionCredentials | undefined): AuditClients {
  const settings = { ...settingsOf(access), ...(credentials === undefined ? {} : { credentials }) };
  const made = new Map<keyof typeof makers, { destroy(): void }>();
  const client = <K extends keyof typeof makers>(kind: K): ReturnType<(typeof makers)[K]> => {
    const known = made.get(kind) ?? makers[kind](settings);
    made.set(kind, known);
    return known as ReturnType<(typeof makers)[K]>;
  };
  return {
    get account() {
      return client('account');
    },
    get cloudTrail() {
      return client('cloudTrail');
    },
    get eventBridge() {
      return client('eventBridge');
    },
    get iam() {
      return client('iam');
    },
    get organizations() {
      return client('organizations');
    },
    get sns() {
      return client('sns');
    },
    get sqs() {
      return client('sqs');
    },
    get support() {
      return client('support');
    },
    eventBridgeIn: (region) => new EventBridgeClient({ ...settings, region }),
    destroy() {
      for (const each of made.values()) each.destroy();
    },
  };
}

type Settings = ReturnType<typeof settingsOf> & { readonly credentials?: SessionCredentials };

const makers = {
  account: (settings: Settings) => new AccountClient(settings),
  cloudTrail: (settings: Settings) => new CloudTrailClient(settings),
  eventBridge: (settings: Settings) => new EventBridgeClient(settings),
  iam: (settings: Settings) => new IAMClient(settings),
  organizations: (settings: Settings) => new OrganizationsClient(settings),
  sns: (settings: Settings) => new SNSClient(settings),
  sqs: (settings: Settings) => new SQSClient(settings),
  support: (settings: Settings) => new SupportClient(settings),
};

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
