import { randomUUID } from 'node:crypto';
import { type JsonObject, textAt } from '../../src/core/json.ts';
import { AwsError } from './errors.ts';
import { formList, listsIn } from './form-list.ts';
import type { AccessKey } from './keys.ts';
import { tellEventBridge } from './tell-eventbridge.ts';
import type { World } from './world.ts';
import type { Reply } from './xml.ts';

/** One call, and what came of it. */
export interface TrailedCall {
  readonly service: string;
  readonly operation: string;
  readonly input: JsonObject;
  readonly key: AccessKey;
  readonly region: string;
  readonly outcome: { readonly reply: Reply } | { readonly error: unknown };
}

/**
 * Tells CloudTrail of a call, if it is of those that it tells of here: openings of root sessions, what such a session does, and
 * canaries. EventBridge hears of it before the caller has its answer.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html
 */
export function trail(call: TrailedCall, world: World): void {
  const { accounts, now, remember } = world;
  const { key, service, operation } = call;
  const action = `${service}:${operation}`;
  if (key.task === undefined && action !== 'sts:AssumeRoot' && action !== 'iam:TagRole') return;
  const detail = recordOf(call, now());
  const envelope = {
    version: '0',
    id: randomUUID(),
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${service}`,
    account: key.account,
    time: detail.eventTime,
    region: call.region,
    resources: [],
    detail,
  };
  remember(envelope);
  const account = accounts.get(key.account);
  if (account !== undefined) tellEventBridge(envelope, account, action === 'iam:TagRole', world);
}

function recordOf({ service, operation, input, key, region, outcome }: TrailedCall, now: number) {
  const time = new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const reply = 'reply' in outcome ? outcome.reply : undefined;
  const issued = textAt(reply, 'Credentials', 'AccessKeyId');
  return {
    eventVersion: '1.09',
    userIdentity: identityOf(key, time, operation === 'AssumeRoot'),
    eventTime: time,
    eventSource: `${service}.amazonaws.com`,
    eventName: operation,
    awsRegion: region,
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-sdk-js/3 lang/js md/nodejs',
    ...('error' in outcome && errorOf(outcome.error)),
    requestParameters: parametersOf(input),
    responseElements:
      issued === undefined
        ? null
        : { credentials: { accessKeyId: issued, expiration: textAt(reply, 'Credentials', 'Expiration') } },
    eventID: randomUUID(),
    readOnly: /^(Get|List)/.test(operation),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: key.account,
    eventCategory: 'Management',
  };
}

/** As AWS's own page prints both: the caller of AssumeRoot bears `assumedRoot`, the session itself does not. */
function identityOf(
  { account, arn, userId, accessKeyId, role, task }: AccessKey,
  creationDate: string,
  opensRoot: boolean,
) {
  const attributes = { creationDate, mfaAuthenticated: 'false' };
  const identity = { principalId: userId, arn, accountId: account, accessKeyId };
  if (task !== undefined) return { type: 'Root', ...identity, sessionContext: { attributes } };
  if (role === undefined) return { type: 'IAMUser', ...identity, userName: arn.split('/').at(-1) };
  const sessionIssuer = {
    type: 'Role',
    principalId: userId.split(':')[0],
    arn: role,
    accountId: account,
    userName: role.split('/').at(-1),
  };
  return {
    type: 'AssumedRole',
    ...identity,
    sessionContext: { sessionIssuer, attributes, ...(opensRoot && { assumedRoot: 'true' }) },
  };
}

function errorOf(error: unknown) {
  if (!(error instanceof AwsError)) return { errorCode: 'InternalFailure' };
  const { code } = error.kind.query;
  // CloudTrail names some errors as the SDK does, and not as the wire.
  const named: Readonly<Record<string, string>> = {
    NoSuchEntity: 'NoSuchEntityException',
    Throttling: 'ThrottlingException',
  };
  return { errorCode: named[code] ?? code, errorMessage: error.message };
}

/** A form's `TaskPolicyArn.arn` is `taskPolicyArn: { arn }`, its lists are lists; a call without parameters has null. */
function parametersOf(input: JsonObject): JsonObject | null {
  const lists = listsIn(input).map((name) => {
    const entries = formList(input, name).map((entry) =>
      Object.fromEntries(Object.entries(entry).map(([key, value]) => [lowered(key), value])),
    );
    return [lowered(name), entries] as const;
  });
  const others = Object.entries(input).filter(([name]) => !/\.member\.\d+\./.test(name));
  const entries = others.map(([name, value]) => {
    const [member = '', inner] = name.split('.');
    return [lowered(member), inner === undefined ? numbered(value) : { [inner]: value }] as const;
  });
  const all = [...entries, ...lists];
  return all.length === 0 ? null : Object.fromEntries(all);
}

function lowered(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Account ids are texts, numbers of seconds are numbers. */
function numbered(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
}
