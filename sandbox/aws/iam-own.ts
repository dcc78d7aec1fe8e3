import { textAt } from '../../src/core/json.ts';
import { AwsError, common, ownKind } from './errors.ts';
import { paged } from './iam-pages.ts';
import { rootSerials } from './root-devices.ts';
import type { Call, Operation } from './world.ts';

const since = '2021-06-01T08:00:00Z';

const listMfaDevices: Operation = (call) => {
  const UserName = onlyRoot(call);
  const devices = rootSerials(call.account).map((SerialNumber) => ({
    UserName,
    SerialNumber,
    EnableDate: since,
  }));
  return paged('MFADevices', devices, call.input);
};

const listAccessKeys: Operation = (call) => {
  const UserName = onlyRoot(call);
  const { rootAccessKeys, rootKeysActive } = call.account;
  const Status = rootKeysActive ? 'Active' : 'Inactive';
  const keys = ['AKIAROOTKEYEXAMPLE01', 'AKIAROOTKEYEXAMPLE02']
    .slice(0, rootAccessKeys)
    .map((AccessKeyId) => ({ UserName, AccessKeyId, Status, CreateDate: since }));
  return paged('AccessKeyMetadata', keys, call.input);
};

const listSigningCertificates: Operation = (call) => {
  const UserName = onlyRoot(call);
  const certificates = ['TA7SMP42TDN5Z26OBPJE7EXAMPLE', 'TA7SMP42TDN5Z26OBPJE8EXAMPLE']
    .slice(0, call.account.rootCertificates)
    .map((CertificateId) => ({
      UserName,
      CertificateId,
      CertificateBody: '-----BEGIN CERTIFICATE-----',
      Status: 'Active',
      UploadDate: since,
    }));
  return paged('Certificates', certificates, call.input);
};

const getLoginProfile: Operation = (call) => {
  const UserName = onlyRoot(call);
  if (!call.account.rootPassword)
    throw new AwsError(
      ownKind('NoSuchEntity', 404),
      `Login Profile for User ${call.account.id} cannot be found.`,
    );
  return { LoginProfile: { UserName, CreateDate: since, PasswordResetRequired: false } };
};

/** What IAM tells whoever names nobody: of themselves. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADevices.html */
export const iamOwn: Readonly<Record<string, Operation>> = {
  GetLoginProfile: getLoginProfile,
  ListAccessKeys: listAccessKeys,
  ListMFADevices: listMfaDevices,
  ListSigningCertificates: listSigningCertificates,
};

/** A role's session is nobody who has any of these; what IAM users have is not simulated. */
function onlyRoot({ input, caller }: Call): string {
  const named = textAt(input, 'UserName');
  if (named !== undefined)
    throw new AwsError(ownKind('NoSuchEntity', 404), `The user with name ${named} cannot be found.`);
  if (caller.task === undefined)
    throw new AwsError(common.invalid, 'Must specify userName when calling with non-User credentials');
  return 'AWS ROOT USER';
}
