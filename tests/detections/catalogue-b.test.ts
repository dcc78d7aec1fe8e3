import { parseEnvelope } from '../../src/core/envelope.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { rootCall, rootIdentity } from '../../src/core/example-event.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { reasonText } from '../../src/core/reason.ts';
import { detections } from '../../src/detections/index.generated.ts';
import { detect } from '../../src/flows/detect.ts';

const iam = 'iam.amazonaws.com';
const sts = 'sts.amazonaws.com';

/** The rows of the catalogue about root's credentials: the call, its parameters, and who must speak. */
const rows: readonly (readonly [string, string, string, JsonObject, string])[] = [
  ['a root key is made', iam, 'CreateAccessKey', {}, 'critical root-access-key-created'],
  [
    'a key is made for a user',
    iam,
    'CreateAccessKey',
    { userName: 'alice' },
    'critical root-minted-access-key',
  ],
  [
    'a root key is switched on',
    iam,
    'UpdateAccessKey',
    { status: 'Active' },
    'critical root-access-key-reactivated',
  ],
  [
    'a root key is switched off',
    iam,
    'UpdateAccessKey',
    { status: 'Inactive' },
    'medium root-access-key-removed',
  ],
  ['a root key is deleted', iam, 'DeleteAccessKey', {}, 'medium root-access-key-removed'],
  ['a virtual device is made', iam, 'CreateVirtualMFADevice', {}, 'high root-mfa-created'],
  ['a device is enabled', iam, 'EnableMFADevice', {}, 'high root-mfa-enabled'],
  ['a device is deactivated', iam, 'DeactivateMFADevice', {}, 'critical root-mfa-deactivated'],
  ['a virtual device is deleted', iam, 'DeleteVirtualMFADevice', {}, 'high root-mfa-deleted'],
  ['a device is resynchronised', iam, 'ResyncMFADevice', {}, 'high root-mfa-resynced'],
  ['the password is changed', iam, 'ChangePassword', {}, 'critical root-password-by-api'],
  [
    'a certificate is uploaded',
    iam,
    'UploadSigningCertificate',
    {},
    'critical root-signing-certificate-changed',
  ],
  [
    'a certificate is deleted',
    iam,
    'DeleteSigningCertificate',
    {},
    'medium root-signing-certificate-removed',
  ],
  [
    'a CloudFront key is uploaded',
    iam,
    'UploadCloudFrontPublicKey',
    {},
    'critical root-cloudfront-key-changed',
  ],
  ['a CloudFront key is deleted', iam, 'DeleteCloudFrontPublicKey', {}, 'medium root-cloudfront-key-changed'],
  ['the e-mail is changed by IAM', iam, 'UpdateAccountEmailAddress', {}, 'critical primary-email-changed'],
  ['the account is renamed by IAM', iam, 'UpdateAccountName', {}, 'medium account-name-changed'],
  ['a session is opened', sts, 'GetSessionToken', {}, 'critical root-session-token'],
  ['a federated session is opened', sts, 'GetFederationToken', {}, 'critical root-federation-token'],
  ['a password is set', iam, 'CreateLoginProfile', {}, 'critical root-login-profile-changed'],
  ['a password is replaced', iam, 'UpdateLoginProfile', {}, 'critical root-login-profile-changed'],
  ['a password is removed', iam, 'DeleteLoginProfile', {}, 'high root-login-profile-removed'],
  ['the policy is changed', iam, 'UpdateAccountPasswordPolicy', {}, 'high root-password-policy-changed'],
  ['the policy is deleted', iam, 'DeleteAccountPasswordPolicy', {}, 'high root-password-policy-changed'],
];

describe('whoever touches a root credential is told on', () => {
  test.each(rows)('%s', (_, source, name, requestParameters, expected) => {
    expect(verdicts(rootCall(name, source, { requestParameters }))).toEqual([expected]);
  });

  test.each(rows)(
    '%s, even where an AWS service seems to act',
    (_, source, name, requestParameters, expected) => {
      const service = 'organizations.amazonaws.com';
      const record = rootCall(name, source, {
        requestParameters,
        userIdentity: { ...rootIdentity, invokedBy: service },
        sourceIPAddress: service,
        userAgent: service,
      });
      expect(verdicts(record)).toEqual([expected]);
    },
  );

  test.each(rows)('%s by a session that root opened', (_, source, name, requestParameters, expected) => {
    const userIdentity = {
      type: 'FederatedUser',
      arn: 'arn:aws:sts::111122223333:federated-user/kim',
      accountId: '111122223333',
      sessionContext: { sessionIssuer: { type: 'Root', accountId: '111122223333' } },
    };
    expect(verdicts(rootCall(name, source, { requestParameters, userIdentity }))).toContain(expected);
  });

  test.each(rows)('%s: refused, it is never told as done', (_, source, name, requestParameters, expected) => {
    const refused = verdicts(rootCall(name, source, { requestParameters, errorCode: 'AccessDenied' }));
    expect(refused).not.toEqual([]);
    if (expected.includes(' root-')) expect(refused).not.toContain(expected);
  });

  test.each(rows)(
    '%s: the same name from another service is only another root call',
    (_, __, name, requestParameters) => {
      expect(verdicts(rootCall(name, 'example.amazonaws.com', { requestParameters }))).toEqual([
        'high root-call',
      ]);
    },
  );
});

describe('the alert says which kind of MFA device it was', () => {
  test.each([
    ['arn:aws:iam::111122223333:mfa/root-account-mfa-device', 'it is an authenticator app'],
    ['arn:aws-cn:iam::111122223333:mfa/root-account-mfa-device', 'it is an authenticator app'],
    ['arn:aws:iam::111122223333:u2f/root-account/key-EXAMPLE', 'it is a passkey or security key'],
    ['GAHT12345678', 'it is a hardware token'],
    [undefined, undefined],
  ])('%s', (serialNumber, words) => {
    for (const name of ['EnableMFADevice', 'DeactivateMFADevice', 'ResyncMFADevice']) {
      const [finding] = findings(rootCall(name, iam, { requestParameters: { serialNumber } }));
      const [, kind] = finding?.because ?? [];
      expect(kind && reasonText(kind, 'en')).toBe(words);
    }
  });
});

test('a key made with a root key is both: the key that exists and the key that was used', () => {
  const userIdentity = { ...rootIdentity, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', sessionContext: undefined };
  expect(verdicts(rootCall('CreateAccessKey', iam, { userIdentity }))).toEqual([
    'critical root-access-key-created',
    'critical root-long-term-key-used',
  ]);
});

test('every credential detection can be drilled: it exists and has an example that raises it', () => {
  for (const id of new Set(rows.map(([, , , , expected]) => expected.split(' ')[1] ?? ''))) {
    expect(detections[id]?.examples().some(({ raises }) => raises !== 'nothing')).toBe(true);
  }
});

function findings(record: JsonObject) {
  const parsed = parseEnvelope(exampleEnvelope({ record }));
  if (!parsed.ok) throw new Error(parsed.reason);
  return detect(parsed.value, parsed.value.time);
}

function verdicts(record: JsonObject): readonly string[] {
  return findings(record).map(({ severity, detection }) => `${severity} ${detection}`);
}
