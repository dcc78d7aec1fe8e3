import { AccountClient } from '@aws-sdk/client-account';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { SupportClient } from '@aws-sdk/client-support';
import {
  type AuditAccess,
  assume,
  ownAccount,
  type SessionCredentials,
  settingsOf,
} from './audit-session.ts';

export type { AuditAccess } from './audit-session.ts';

/** The clients that speak for one account. */
export interface AuditClients {
  readonly account: AccountClient;
  readonly cloudTrail: CloudTrailClient;
  readonly cloudWatch: CloudWatchClient;
  readonly dynamoDb: DynamoDBClient;
  readonly eventBridge: EventBridgeClient;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly organizations: OrganizationsClient;
  readonly secretsManager: SecretsManagerClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
  readonly support: SupportClient;
  /** CloudTrail and EventBridge in another Region; whoever opens them closes them. */
  cloudTrailIn(region: string): CloudTrailClient;
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
   * says no; when STS has no time, that is why.
   */
  open(account: string, run?: string): Promise<AuditClients>;
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
    async open(account, run) {
      return account === (await hub())
        ? clientsWith(access, undefined)
        : clientsWith(access, await assume(access, account, run));
    },
  };
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
    get cloudWatch() {
      return client('cloudWatch');
    },
    get dynamoDb() {
      return client('dynamoDb');
    },
    get eventBridge() {
      return client('eventBridge');
    },
    get iam() {
      return client('iam');
    },
    get lambda() {
      return client('lambda');
    },
    get organizations() {
      return client('organizations');
    },
    get secretsManager() {
      return client('secretsManager');
    },
    get sns() {
      return client('sns');
    },
    get sqs() {
      return client('sqs');
    },
    get ssm() {
      return client('ssm');
    },
    get support() {
      return client('support');
    },
    cloudTrailIn: (region) => new CloudTrailClient({ ...settings, region }),
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
  cloudWatch: (settings: Settings) => new CloudWatchClient(settings),
  dynamoDb: (settings: Settings) => new DynamoDBClient(settings),
  eventBridge: (settings: Settings) => new EventBridgeClient(settings),
  iam: (settings: Settings) => new IAMClient(settings),
  lambda: (settings: Settings) => new LambdaClient(settings),
  organizations: (settings: Settings) => new OrganizationsClient(settings),
  secretsManager: (settings: Settings) => new SecretsManagerClient(settings),
  sns: (settings: Settings) => new SNSClient(settings),
  // A queue's URL is its name here, and not where to send requests: endpoints are the SDK's usual ones.
  sqs: (settings: Settings) => new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
  ssm: (settings: Settings) => new SSMClient(settings),
  support: (settings: Settings) => new SupportClient(settings),
};
