/**
 * Is there a hub that takes what this account forwards? CloudFormation asks while it deploys member.yaml, so that a member
 * without its hub fails there and then, with a sentence that says what to do. `npm run generate` copies this file into the
 * template, because a StackSet brings no bundle along. Lambda's runtime has the SDK.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
 */
const { setTimeout: sleep } = require('node:timers/promises');
const { DescribeEventBusCommand, EventBridgeClient } = require('@aws-sdk/client-eventbridge');
const { GetRoleCommand, IAMClient } = require('@aws-sdk/client-iam');
const { AssumeRoleCommand, STSClient } = require('@aws-sdk/client-sts');

/** Rejects only if CloudFormation takes no answer: Lambda then runs it again, because it was called asynchronously. */
exports.handler = async (event) => {
  const { RequestType, PhysicalResourceId = 'no-hub', ResourceProperties } = event;
  const { BusArn, HubAccountId } = ResourceProperties;
  const found = { Status: 'SUCCESS', PhysicalResourceId: BusArn, Data: { BusArn } };
  // A deletion deletes nothing. A change back to the bus that was found is a rollback: it must not fail, though the hub be gone.
  if (RequestType === 'Delete' || PhysicalResourceId === BusArn)
    return tell(event, { ...found, PhysicalResourceId });
  const Reason = await waitForHub(ResourceProperties);
  const level = Reason === undefined ? 'info' : 'error';
  console.log(JSON.stringify({ level, event: 'hub-checked', hub: HubAccountId, error: Reason }));
  return tell(event, Reason === undefined ? found : { Status: 'FAILED', PhysicalResourceId, Reason });
};

/** Resolves to what is wrong and what to do, or to undefined. */
async function waitForHub(properties) {
  const until = Date.now() + Number(properties.PatienceSeconds) * 1_000;
  for (;;) {
    const fault = await lookForHub(properties);
    // IAM takes some seconds to make a new role known everywhere.
    if (fault === undefined || !(Date.now() + 2_000 < until)) return fault;
    await sleep(2_000);
  }
}

async function lookForHub({ HubAccountId, BusReaderArn, BusArn, ForwardRole }) {
  const RoleSessionName = 'rootguard-hub-check';
  try {
    if (ForwardRole !== undefined) {
      await ask(new IAMClient(settings), new GetRoleCommand({ RoleName: ForwardRole }), {
        NoSuchEntityException:
          `This account has no role ${ForwardRole}. Deploy member.yaml in us-east-1 first, where it makes that role, then here; ` +
          'in the account of the hub, template.yaml makes it.',
      });
    }
    const as = BusReaderArn === undefined ? {} : { credentials: await busReader() };
    const hub = new EventBridgeClient({ ...settings, ...as });
    await ask(hub, new DescribeEventBusCommand({ Name: BusArn.split('/').at(-1) }), {
      ResourceNotFoundException:
        `Account ${HubAccountId} has no event bus rootguard. Deploy template.yaml there, in us-east-1 and of the version of member.yaml; if it is there ` +
        'and somebody deleted the bus, by a drift-aware change set (aws cloudformation create-change-set --deployment-mode REVERT_DRIFT). ' +
        'Then deploy member.yaml again.',
    });
    return undefined;
  } catch ({ message }) {
    return message;
  }

  /** The hub's role for accounts of its organization; its own account needs none. */
  async function busReader() {
    const assume = new AssumeRoleCommand({ RoleArn: BusReaderArn, RoleSessionName, DurationSeconds: 900 });
    const { Credentials } = await ask(new STSClient(settings), assume, {
      AccessDenied:
        `Account ${HubAccountId} has no RootGuard hub for the organization of this account. First deploy template.yaml there, in us-east-1, ` +
        'with OrganizationId and of the version of member.yaml; then deploy member.yaml again. If that is done, HubAccountId or OrganizationId ' +
        'is wrong (aws organizations describe-organization --query Organization.Id).',
    });
    return {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
    };
  }

  /** Throws the sentence that goes with AWS's error. */
  async function ask(client, command, cures) {
    try {
      return await client.send(command);
    } catch ({ name, message }) {
      const other = `The hub in account ${HubAccountId} could not be looked at. Mend what AWS says and deploy member.yaml again, or deploy it with HubCheck=skip.`;
      throw new Error(`${cures[name] ?? other} AWS said: ${name}, ${String(message).slice(0, 400)}`);
    }
  }
}

/** The hub is in us-east-1, and IAM answers there. */
const settings = {
  region: 'us-east-1',
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};

async function tell({ StackId, RequestId, LogicalResourceId, ResponseURL }, outcome) {
  // As bytes: fetch gives a text a content type, which the signature of the URL would not cover.
  const body = Buffer.from(JSON.stringify({ StackId, RequestId, LogicalResourceId, ...outcome }));
  for (let tries = 1; ; tries += 1) {
    try {
      const { ok, status } = await fetch(ResponseURL, {
        method: 'PUT',
        body,
        signal: AbortSignal.timeout(5_000),
      });
      if (ok) return;
      throw new Error(`CloudFormation took no answer: HTTP ${status}.`);
    } catch (error) {
      if (tries === 3) throw error;
      await sleep(tries * 1_000);
    }
  }
}
