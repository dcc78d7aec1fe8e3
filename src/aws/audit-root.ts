import { GetAccountSummaryCommand, type IAMClient, paginateListVirtualMFADevices } from '@aws-sdk/client-iam';
import type { RootCredentials } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { ask, gatherFact } from './audit-fact.ts';

/**
 * What root can sign in and sign requests with, in one call that is never stale by more than minutes. A number that
 * AWS leaves out is unknown, not 0. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html
 */
export function gatherRootCredentials(iam: IAMClient): Promise<Fact<RootCredentials>> {
  const call = 'iam:GetAccountSummary';
  return gatherFact(call, async () => {
    const { SummaryMap = {} } = await ask(call, () => iam.send(new GetAccountSummaryCommand({})));
    const counts: Readonly<Record<string, number | undefined>> = SummaryMap;
    return {
      accessKeys: counts.AccountAccessKeysPresent,
      mfaEnabled: flag(counts.AccountMFAEnabled),
      passwordPresent: flag(counts.AccountPasswordPresent),
      signingCertificates: counts.AccountSigningCertificatesPresent,
    };
  });
}

/**
 * The serial numbers of root's virtual MFA devices; none while MFA is enabled means a hardware key, a token or a
 * passkey. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html
 */
export function gatherRootVirtualMfa(iam: IAMClient): Promise<Fact<readonly string[]>> {
  const call = 'iam:ListVirtualMFADevices';
  return gatherFact(call, () =>
    ask(call, async () => {
      const serials: string[] = [];
      for await (const page of paginateListVirtualMFADevices(
        { client: iam },
        { AssignmentStatus: 'Assigned' },
      )) {
        for (const { SerialNumber = '', User } of page.VirtualMFADevices ?? []) {
          if (belongsToRoot(SerialNumber, User?.Arn)) serials.push(SerialNumber);
        }
      }
      return serials;
    }),
  );
}

/**
 * Whether a virtual MFA device is root's: its user's ARN ends with exactly `root` (an IAM user named `groot` does
 * not), or it has the serial number that the console once gave to root's device.
 */
export function belongsToRoot(serialNumber: string, userArn: string | undefined): boolean {
  return userArn?.split(':').at(-1) === 'root' || serialNumber.endsWith(':mfa/root-account-mfa-device');
}

function flag(count: number | undefined): boolean | undefined {
  return count === undefined ? undefined : count > 0;
}
