import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { rootCall, rootIdentity, rootSignIn, userCall } from '../../src/core/example-event.ts';
import { findingEvent, roleCallOn } from '../../src/core/example-guard.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { hostileText } from './hostile.ts';
import type { Random } from './random.ts';

/** Something that happened in AWS, as EventBridge tells it. */
export interface Told {
  readonly envelope: JsonObject;
  /** When it reaches the queue, in ms from the beginning. */
  readonly at: number;
}

const accounts = ['111122223333', '444455556666'] as const;

/** One root session: what ties its events together. */
interface Session {
  readonly account: string;
  readonly key: string;
  readonly began: string;
}

/** What happens in one schedule: some sessions of root, what others do, and what nobody should be told of. */
export function createStory(random: Random, start: number, most: number): readonly Told[] {
  const sessions = Array.from({ length: 1 + random.int(3) }, (_, index) => sessionOf(random, start, index));
  const events = 1 + random.int(Math.min(most, random.pick([3, 8, 16])));
  const span = random.pick([0, 5_000, 120_000, 900_000]);
  return Array.from({ length: events }, (_, index) => {
    const at = random.int(span + 1);
    return { at, envelope: eventOf(random, random.pick(sessions), start + at, index) };
  });
}

function sessionOf(random: Random, start: number, index: number): Session {
  return {
    account: random.pick(accounts),
    key: `ASIASESSION${String(index).padStart(9, '0')}`,
    began: iso(start - (index + 1) * 600_000),
  };
}

/** One event; mostly root's own doing. */
function eventOf(random: Random, session: Session, time: number, index: number): JsonObject {
  const kind = random.pick(makers);
  const change: Record<string, unknown> = {
    eventID: `event-${index}`,
    eventTime: iso(time - random.int(60_000)),
    sourceIPAddress: random.pick(['198.51.100.7', '203.0.113.9', 'AWS Internal']),
    recipientAccountId: session.account,
  };
  if (random.chance(0.4)) change.userAgent = hostileText(random);
  if (random.chance(0.15)) change.sourceIPAddress = hostileText(random);
  const made = kind(random, session, change);
  return { ...made, id: `bridge-${index}`, account: made.account ?? session.account };
}

type Maker = (random: Random, session: Session, change: JsonObject) => JsonObject;

function record(name: string, source: string, more: (random: Random) => JsonObject = () => ({})): Maker {
  return (random, session, change) =>
    enveloped({ ...rootCall(name, source), userIdentity: identityOf(session), ...change, ...more(random) });
}

const readOnly = () => ({ readOnly: true });

/** A kind that stands here twice happens twice as often. */
const makers: readonly Maker[] = [
  (random, { account }, change) =>
    enveloped({
      ...rootSignIn({
        mfa: random.pick(['Yes', 'No'] as const),
        result: random.pick(['Success', 'Failure'] as const),
      }),
      userIdentity: {
        type: 'Root',
        accountId: account,
        arn: `arn:aws:iam::${account}:root`,
        accessKeyId: '',
      },
      ...change,
    }),
  record('CreateUser', 'iam.amazonaws.com'),
  record('CreateAccessKey', 'iam.amazonaws.com'),
  record('DeleteBucket', 's3.amazonaws.com'),
  record('ListUsers', 'iam.amazonaws.com', readOnly),
  record('ListUsers', 'iam.amazonaws.com', readOnly),
  record('GetBucketPolicy', 's3.amazonaws.com', readOnly),
  record('StopLogging', 'cloudtrail.amazonaws.com', () => ({ errorCode: 'AccessDenied' })),
  // Whoever holds root chooses names, too.
  (random, session, change) =>
    record('CreateUser', 'iam.amazonaws.com', () => ({
      eventName: hostileText(random).slice(0, 100) || 'CreateUser',
      requestParameters: { userName: hostileText(random), [hostileText(random)]: hostileText(random) },
      errorCode: random.chance(0.5) ? hostileText(random) : undefined,
    }))(random, session, change),
  (_, session, { eventID, eventTime }) =>
    findingEvent('aws.guardduty', 'GuardDuty Finding', {
      id: eventID,
      type: 'Policy:IAMUser/RootCredentialUsage',
      accountId: session.account,
      updatedAt: eventTime,
      resource: { accessKeyDetails: { userType: 'Root', accessKeyId: session.key } },
    }),
  (_, session, { eventID, eventTime }) =>
    findingEvent('aws.securityhub', 'Security Hub Findings - Imported', {
      findings: ['IAM.4', 'S3.1', 'IAM.9'].map((control) => ({
        Id: `${eventID} ${control}`,
        AwsAccountId: session.account,
        UpdatedAt: eventTime,
        RecordState: 'ACTIVE',
        Compliance: { Status: 'FAILED', SecurityControlId: control },
      })),
    }),
  (_, _session, change) =>
    enveloped({ ...roleCallOn('DisableRule', 'events', { name: 'rootguard-root-events' }), ...change }),
  (_, session, change) =>
    enveloped({
      ...roleCallOn('AssumeRoot', 'sts', { targetPrincipal: session.account }),
      responseElements: { credentials: { accessKeyId: session.key } },
      ...change,
    }),
  // Nobody's business.
  (_, __, change) => enveloped({ ...userCall('CreateUser', 'iam.amazonaws.com'), ...change }),
  // Unreadable, or forged.
  (random, _, change) => ({
    ...enveloped({ ...rootCall('CreateUser', 'iam.amazonaws.com'), ...change }),
    ...random.pick<JsonObject>([
      { account: '999999999999' },
      { source: 'example.app' },
      { detail: { eventName: 'x' } },
    ]),
  }),
];

function identityOf({ account, key, began }: Session): JsonObject {
  return {
    ...rootIdentity,
    accountId: account,
    accessKeyId: key,
    sessionContext: { attributes: { creationDate: began } },
  };
}

function enveloped(detail: JsonObject): JsonObject {
  return exampleEnvelope({ record: detail });
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
