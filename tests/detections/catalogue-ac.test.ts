import { parseEnvelope } from '../../src/core/envelope.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { rootCall, rootIdentity, rootSignIn, userCall } from '../../src/core/example-event.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { detect } from '../../src/flows/detect.ts';

const signin = 'signin.amazonaws.com';
const iam = 'iam.amazonaws.com';
const s3 = 's3.amazonaws.com';
const refused = { errorCode: 'AccessDenied' };
const read = { readOnly: true };

const consoleAction = { eventType: 'AwsConsoleAction' };
const byKey = {
  userIdentity: { ...rootIdentity, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', sessionContext: undefined },
};
const assumed = {
  userIdentity: {
    ...rootIdentity,
    sessionContext: { ...rootIdentity.sessionContext, assumedRoot: 'true' },
  },
};
const federated = {
  userIdentity: {
    type: 'FederatedUser',
    arn: 'arn:aws:sts::111122223333:federated-user/kim',
    accountId: '111122223333',
    sessionContext: { sessionIssuer: { type: 'Root', accountId: '111122223333' } },
  },
};

/** The rows of the catalogue about sign-in and about any other use of root, and all that is said about each. */
const rows: readonly (readonly [string, JsonObject, readonly string[]])[] = [
  ['A1 a sign-in with MFA', rootSignIn(), ['high root-sign-in']],
  ['A1 MFAUsed in capitals', rootSignIn({ mfa: 'YES' }), ['high root-sign-in']],
  ['A2 a sign-in without MFA', rootSignIn({ mfa: 'No' }), ['critical root-sign-in-without-mfa']],
  ['A3 a failed sign-in', rootSignIn({ mfa: 'No', result: 'Failure' }), ['high root-sign-in-failed']],
  [
    'A3 a failed sign-in that gives no reason',
    { ...rootSignIn({ mfa: 'No', result: 'Failure' }), errorMessage: undefined },
    ['high root-sign-in-failed'],
  ],
  ['A4 stopped by MFA', rootSignIn({ result: 'Failure' }), ['critical root-sign-in-failed-at-mfa']],
  ['A5 the question whether MFA is needed', signInEvent('CheckMfa', 'Success'), []],
  ['A5 a wrong answer to it', signInEvent('CheckMfa', 'Failure'), []],
  [
    'A6 a password reset is asked for',
    signInEvent('PasswordRecoveryRequested', 'Success'),
    ['high root-password-recovery-requested'],
  ],
  [
    'A7 a password reset is done',
    signInEvent('PasswordRecoveryCompleted', 'Success'),
    ['critical root-password-recovery-completed'],
  ],
  ['A8 a new password', signInEvent('PasswordUpdated', 'Success'), ['critical root-password-changed']],
  ['A8 a new password fails', signInEvent('PasswordUpdated', 'Failure'), ['high root-password-changed']],
  ['A9 a new e-mail address', signInEvent('EmailUpdated', 'Success'), ['critical root-email-changed']],
  ['A10 a sign-in token', rootCall('GetSigninToken', signin), ['high root-console-federation']],
  [
    'A10 a sign-in token for a session of root',
    rootCall('GetSigninToken', signin, federated),
    ['critical root-federated-session', 'high root-console-federation'],
  ],
  ['A11 aws login', rootCall('CreateOAuth2Token', signin, read), ['critical root-cli-sign-in']],
  ['A11 aws login is refused', rootCall('CreateOAuth2Token', signin, refused), ['high root-call-denied']],
  [
    'A12 odd directory logins',
    {
      ...signInEvent('ExternalIdPDirectoryLogin', 'Failure'),
      userIdentity: { type: 'Root', arn: '', accountId: '111122223333' },
    },
    ['low root-call-denied'],
  ],
  [
    'B11 a session of root acts',
    rootCall('PutBucketPolicy', s3, federated),
    ['critical root-federated-session'],
  ],
  [
    'B11 a session of root signs in to the console',
    { ...rootSignIn({ mfa: 'No' }), ...federated },
    ['critical root-federated-session'],
  ],
  ['C1 a change', rootCall('CreateUser', iam), ['high root-call']],
  [
    'C1 a change in the console, as AWS Internal',
    rootCall('CreateUser', iam, { sourceIPAddress: 'AWS Internal', userAgent: 'AWS Internal' }),
    ['high root-call'],
  ],
  [
    'C1 a change in the older console, invoked by sign-in',
    rootCall('CreateUser', iam, {
      userIdentity: { ...rootIdentity, invokedBy: signin },
      sourceIPAddress: signin,
      userAgent: signin,
    }),
    ['high root-call'],
  ],
  [
    'C1 a change in China',
    rootCall('CreateUser', iam, {
      awsRegion: 'cn-north-1',
      userIdentity: { ...rootIdentity, arn: 'arn:aws-cn:iam::111122223333:root' },
    }),
    ['high root-call'],
  ],
  ['C2 a look', rootCall('ListBuckets', s3, read), ['low root-read']],
  [
    'C3 the root key is used',
    rootCall('ListBuckets', s3, { ...byKey, ...read }),
    ['critical root-long-term-key-used'],
  ],
  [
    'C3 the root key is refused',
    rootCall('ListBuckets', s3, { ...byKey, ...refused }),
    ['critical root-long-term-key-used'],
  ],
  [
    'C3 anything in GovCloud, told by its Region',
    rootCall('CreateUser', iam, { awsRegion: 'us-gov-west-1' }),
    ['critical root-long-term-key-used'],
  ],
  [
    'C3 anything in GovCloud, told by its partition',
    rootCall('CreateUser', iam, {
      userIdentity: { ...rootIdentity, arn: 'arn:aws-us-gov:iam::111122223333:root' },
    }),
    ['critical root-long-term-key-used'],
  ],
  ['C4 a refused change', rootCall('DeleteBucket', s3, refused), ['medium root-call-denied']],
  ['C4 a refused credential', rootCall('CreateAccessKey', iam, refused), ['high root-call-denied']],
  ['C4 a refused look at one', rootCall('GetLoginProfile', iam, refused), ['medium root-call-denied']],
  [
    'C4 a refused session, which calls itself a read',
    rootCall('GetFederationToken', 'sts.amazonaws.com', { ...refused, ...read }),
    ['high root-call-denied'],
  ],
  [
    'C5 the account console',
    rootCall('SetSecurityQuestions', 'aws-portal.amazonaws.com', consoleAction),
    ['medium root-console-action'],
  ],
  [
    'C5 a look at a bill',
    rootCall('ViewBilling', 'aws-portal.amazonaws.com', { ...consoleAction, ...read }),
    ['low root-console-action'],
  ],
  [
    'C6 a support plan',
    rootCall('UpdateSupportLevel', 'support-subscription.amazonaws.com'),
    ['high root-call'],
  ],
  [
    'C7 AWS acts as root',
    rootCall('RunInstances', 'ec2.amazonaws.com', byService('autoscaling.amazonaws.com')),
    [],
  ],
  [
    'C7 AWS reports',
    rootCall('CloseAccountResult', 'organizations.amazonaws.com', { eventType: 'AwsServiceEvent' }),
    [],
  ],
  ['C7 a service-linked role', rootCall('CreateServiceLinkedRole', iam), ['low root-call']],
  ['D2 a task of AssumeRoot', rootCall('DeleteBucketPolicy', s3, assumed), ['high assumed-root-call']],
  [
    'D2 such a task in GovCloud is no root key',
    rootCall('DeleteBucketPolicy', s3, { ...assumed, awsRegion: 'us-gov-west-1' }),
    ['high assumed-root-call'],
  ],
  [
    'D2 such a task is refused',
    rootCall('DeleteBucketPolicy', s3, { ...assumed, ...refused }),
    ['medium root-call-denied'],
  ],
];

describe('whoever signs in as root or uses it is told on, once for everything that is true', () => {
  test.each(rows)('%s', (_, record, expected) => {
    expect(verdicts(record)).toEqual(expected);
  });
});

describe('an IAM user who is called root does the same in silence', () => {
  const ownBusiness = rows.filter(([name]) => !/^A[679]/.test(name));
  test.each(ownBusiness)('%s', (_, record) => {
    const { userIdentity } = userCall('ConsoleLogin', signin);
    expect(verdicts({ ...record, userIdentity })).toEqual([]);
  });
});

describe('a sign-in as root is never put down to an AWS service', () => {
  test.each(rows.filter(([name]) => /^A[1-4] /.test(name)))('%s', (_, record, expected) => {
    expect(verdicts({ ...record, ...byService('example.amazonaws.com') })).toEqual(expected);
  });
});

describe('what happens to the root password and e-mail is told even where the record names nobody', () => {
  test.each(rows.filter(([name]) => /^A[6-9]/.test(name)))('%s', (_, record, expected) => {
    expect(verdicts({ ...record, userIdentity: { accountId: '111122223333' } })).toEqual(expected);
  });
});

test('a refused call says so: of a root key, of a session that root opened, of an AssumeRoot task', () => {
  for (const who of [byKey, federated, assumed]) {
    const [finding] = findings(rootCall('DeleteBucket', s3, { ...who, ...refused }));
    expect(finding?.because.map(({ code }) => code)).toContain('denied');
  }
});

function signInEvent(eventName: string, result: 'Success' | 'Failure'): JsonObject {
  return {
    ...rootSignIn({ result }),
    eventName,
    responseElements: { [eventName]: result },
    additionalEventData: null,
  };
}

function byService(service: string): JsonObject {
  return {
    userIdentity: { ...rootIdentity, invokedBy: service },
    sourceIPAddress: service,
    userAgent: service,
  };
}

function findings(record: JsonObject) {
  const parsed = parseEnvelope(exampleEnvelope({ record }));
  if (!parsed.ok) throw new Error(parsed.reason);
  return detect(parsed.value, parsed.value.time);
}

function verdicts(record: JsonObject): readonly string[] {
  return findings(record).map(({ severity, detection }) => `${severity} ${detection}`);
}
