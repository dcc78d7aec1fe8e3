import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { textAt } from '../../src/core/json.ts';
import { type AccountState, covers, knownRegions } from './accounts.ts';
import { claimedRegion, claimedService } from './claim.ts';
import type { DynamoDb } from './dynamodb.ts';
import { AwsError, common, ownKind } from './errors.ts';
import { type AwsFault, type Faults, faultStatus } from './faults.ts';
import type { AccessKey } from './keys.ts';
import { type Dialect, failure, operationOf, readRequest, success, type WireAnswer } from './protocols.ts';
import { refuseOutsideTask } from './root-tasks.ts';
import { denialOf, dialectOf, findOperation } from './services.ts';
import { verify, type WireRequest } from './signature.ts';
import { trail } from './trail-record.ts';
import type { World } from './world.ts';

/** One call that reached this AWS, whatever came of it. */
export interface AwsCall {
  /** The service in the credential scope, or `unknown`. */
  readonly service: string;
  readonly operation: string;
  /** The account whose key signed the request, or `unknown` when the signature did not hold. */
  readonly account: string;
  /** The ARN of whose key that was; a session's bears its name. */
  readonly caller: string;
  /** Milliseconds since the epoch, in sandbox time. */
  readonly at: number;
  /** The HTTP status, or 0 when the connection was cut. */
  readonly status: number;
  /** How long this AWS took over it, in ms of real time. */
  readonly ms: number;
}

/** What the door works with. */
export interface DoorOptions {
  readonly world: World;
  readonly dynamoDb: DynamoDb;
  readonly faults: Faults;
  readonly onCall: (call: AwsCall) => void;
  /** Ends all waiting when this AWS closes. */
  readonly closing: AbortSignal;
}

/**
 * The one door of all services: checks the signature, finds the service by the credential scope, throttles,
 * denies, does what is asked, and fails where a script says so. `reset` means: cut the connection.
 */
export function createDoor(options: DoorOptions): (request: WireRequest) => Promise<WireAnswer | 'reset'> {
  const { world, onCall } = options;
  return async (request) => {
    const service = claimedService(request.headers) ?? 'unknown';
    const dialect = dialectOf(service, request);
    const requestId = randomUUID();
    const began = performance.now();
    let account = 'unknown';
    let caller = 'unknown';
    const answer = await (async () => {
      const { key } = await verify(request, {
        keys: world.keys,
        regions: [
          world.region,
          'us-east-1',
          ...(service === 'events' || service === 'cloudtrail' ? knownRegions : []),
        ],
        // A process that does not share the sandbox's clock signs in real time.
        times: () => [world.now(), Date.now()],
      });
      account = key.account;
      caller = key.arn;
      return withFaults({ service, request, dialect, key, requestId }, options);
    })().catch((error: unknown) => failure(asAwsError(error), dialect, requestId));
    const status = answer === 'reset' ? 0 : answer.status;
    onCall({
      service,
      operation: operationOf(request, dialect),
      account,
      caller,
      at: world.now(),
      status,
      ms: performance.now() - began,
    });
    return answer;
  };
}

interface Incoming {
  readonly service: string;
  readonly request: WireRequest;
  readonly dialect: Dialect;
  readonly key: AccessKey;
  readonly requestId: string;
}

async function withFaults(incoming: Incoming, options: DoorOptions): Promise<WireAnswer | 'reset'> {
  const { service, request, dialect, key } = incoming;
  const operation = operationOf(request, dialect);
  const account = operation === 'AssumeRole' ? accountOfRole(request, dialect) : key.account;
  const fault = options.faults.take({ service, operation, account });
  if (fault === undefined) return perform(incoming, options);
  if (fault.afterAccept === true) {
    const answer = await perform(incoming, options);
    // Refused for a reason of its own: then nothing was accepted.
    if (answer.status >= 400) return answer;
  }
  return fail(fault, incoming, options.closing);
}

/** The account whose role is to be assumed. */
function accountOfRole(request: WireRequest, dialect: Dialect): string {
  const role = textAt(readRequest(request, dialect).input, 'RoleArn') ?? '';
  return role.split(':')[4] ?? '';
}

async function fail(fault: AwsFault, { dialect, requestId }: Incoming, closing: AbortSignal) {
  const waited = await wait(fault.hangMs ?? 0, 'waited', { signal: closing }).catch(() => 'closed');
  if (fault.reset === true || waited === 'closed') return 'reset';
  const error = new AwsError(ownKind(fault.error, faultStatus(fault)), 'A scripted failure of the sandbox.');
  return failure(error, dialect, requestId);
}

async function perform(incoming: Incoming, { world, dynamoDb }: DoorOptions): Promise<WireAnswer> {
  const { service, request, dialect, key, requestId } = incoming;
  const asked = readRequest(request, dialect);
  // IAM has no action for SQS's batches: that of the single operation stands for them.
  const operation = service === 'sqs' ? asked.operation.replace(/Batch$/, '') : asked.operation;
  // CloudWatch is signed for by its old name.
  const action = `${service === 'monitoring' ? 'cloudwatch' : service}:${operation}`;
  const run = findOperation(service, asked.operation);
  if (run === undefined && service !== 'dynamodb') {
    throw new AwsError(common.unknownOperation, `The sandbox's AWS has no operation ${action}.`);
  }
  const region = claimedRegion(request.headers) ?? world.region;
  const call = { service, ...asked, key, region };
  try {
    if (isAudit(action)) await befall(key, action, world);
    refuseDenied(key, action, world);
    refuseOutsideTask(key, action, world);
    const account = world.accounts.get(key.account);
    if (account === undefined) throw new AwsError(common.internal, `There is no account ${key.account}.`);
    if (run === undefined) return await dynamoDb.forward(request);
    refuseForeignRegion(region, account, world);
    const reply = run({ input: asked.input, caller: key, account, region }, world);
    trail({ ...call, outcome: { reply } }, world);
    return success(reply, asked, dialect, requestId);
  } catch (error) {
    trail({ ...call, outcome: { error } }, world);
    throw error;
  }
}

/** The store, the secrets and the ways out are spared: an account's troubles are about the audit, and those have faults. */
function isAudit(action: string): boolean {
  const looksIntoQueue = action === 'sqs:GetQueueUrl' || action === 'sqs:GetQueueAttributes';
  const isSpared = /^(dynamodb|ssm|secretsmanager|sqs|sns):/.test(action) || action === 'events:PutEvents';
  return looksIntoQueue || !isSpared;
}

/** What this account, and AWS as a whole, have in store for an audit call: a wait, and perhaps a refusal. */
async function befall({ account: id, arn }: AccessKey, action: string, world: World): Promise<void> {
  const { accounts, organization, luck } = world;
  const delayMs = Math.max(accounts.get(id)?.delayMs ?? 0, organization.delayMs);
  if (delayMs > 0) await wait(delayMs);
  const account = accounts.get(id);
  const fate = luck(organization);
  const isThrottled = account !== undefined && account.throttle > 0;
  if (isThrottled) accounts.set(id, { ...account, throttle: account.throttle - 1 });
  if (isThrottled || fate === 'throttled') throw new AwsError(common.throttled, 'Rate exceeded');
  if (fate !== 'denied' || action === 'sts:GetCallerIdentity') return;
  throw new AwsError(
    denialOf(action.split(':')[0] ?? ''),
    `User: ${arn} is not authorized to perform: ${action}`,
  );
}

/** EventBridge is in every Region that the account has enabled; everything else here is in the home Region alone. */
function refuseForeignRegion(region: string, account: AccountState, world: World): void {
  if (region === world.region || region === 'us-east-1' || account.regions.includes(region)) return;
  throw new AwsError(common.unknownKey, 'The security token included in the request is invalid.');
}

function refuseDenied(key: AccessKey, action: string, { accounts, hubAccount }: World): void {
  // No policy can deny it: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  if (action === 'sts:GetCallerIdentity') return;
  const denied = covers(accounts.get(key.account)?.deny ?? [], action);
  // The one table there is belongs to the hub, and no member's role may reach it.
  const foreign = action.startsWith('dynamodb:') && key.account !== hubAccount;
  if (!denied && !foreign) return;
  throw new AwsError(
    denialOf(action.split(':')[0] ?? ''),
    `User: ${key.arn} is not authorized to perform: ${action} with an explicit deny in an identity-based policy`,
  );
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  return new AwsError(
    common.internal,
    `The sandbox's AWS failed: ${error instanceof Error ? error.message : error}`,
  );
}
