import {
  GetLoginProfileCommand,
  type IAMClient,
  paginateListAccessKeys,
  paginateListMFADevices,
  paginateListSigningCertificates,
} from '@aws-sdk/client-iam';
import type { RootInventory, RootMfaDevices } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { ask, errorName, gatherFact } from './audit-fact.ts';

/*
 * What is called here is called as root: AWS's task policy IAMAuditRootUserCredentials allows it, and no policy of ours does.
 * None of it names a user, so that IAM answers for whoever signed.
 */

/**
 * Root's MFA devices by kind, which a serial number tells.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADevices.html
 */
export function gatherRootMfaDevices(iam: IAMClient): Promise<Fact<RootMfaDevices>> {
  const call = 'iam:ListMFADevices';
  return gatherFact(call, () =>
    ask(call, async () => {
      const found = { virtual: 0, fido: 0, token: 0, other: 0 };
      for await (const { MFADevices = [] } of paginateListMFADevices({ client: iam }, {}))
        for (const { SerialNumber = '' } of MFADevices) found[kindOf(SerialNumber)] += 1;
      return found;
    }),
  );
}

/** Root's keys, certificates and password. */
export function gatherRootInventory(iam: IAMClient): Promise<Fact<RootInventory>> {
  return gatherFact('iam:ListAccessKeys', async () => {
    const [keys, certificates, password] = await Promise.all([
      accessKeys(iam),
      signingCertificates(iam),
      hasPassword(iam),
    ]);
    return { ...keys, certificates, password };
  });
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export function kindOf(serialNumber: string): 'virtual' | 'fido' | 'token' | 'other' {
  const resource = /^arn:[\w-]+:iam::\d{12}:(.*)$/.exec(serialNumber)?.[1];
  if (resource?.startsWith('mfa/')) return 'virtual';
  if (resource?.startsWith('u2f/')) return 'fido';
  // A token's is what is printed on it: letters and digits.
  return /^[A-Za-z0-9-]+$/.test(serialNumber) ? 'token' : 'other';
}

function accessKeys(iam: IAMClient): Promise<Pick<RootInventory, 'activeKeys' | 'inactiveKeys'>> {
  return ask('iam:ListAccessKeys', async () => {
    const found = { activeKeys: 0, inactiveKeys: 0 };
    // What does not say that it is off is on.
    for await (const { AccessKeyMetadata = [] } of paginateListAccessKeys({ client: iam }, {}))
      for (const { Status } of AccessKeyMetadata)
        found[Status === 'Inactive' ? 'inactiveKeys' : 'activeKeys'] += 1;
    return found;
  });
}

function signingCertificates(iam: IAMClient): Promise<number> {
  return ask('iam:ListSigningCertificates', async () => {
    let found = 0;
    for await (const { Certificates = [] } of paginateListSigningCertificates({ client: iam }, {}))
      found += Certificates.length;
    return found;
  });
}

/** That there is none is an answer. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html */
function hasPassword(iam: IAMClient): Promise<boolean> {
  return ask('iam:GetLoginProfile', async () => {
    try {
      await iam.send(new GetLoginProfileCommand({}));
      return true;
    } catch (error) {
      if (errorName(error) === 'NoSuchEntityException') return false;
      throw error;
    }
  });
}
