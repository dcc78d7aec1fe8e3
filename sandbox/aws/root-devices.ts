import type { AccountState } from './accounts.ts';

/** A kind of MFA device that root may have. */
export type RootDevice = 'passkey' | 'token' | 'virtual';

/** The devices of an account of which only the kind of MFA is told. */
export const usualDevices: Readonly<Record<AccountState['rootMfa'], readonly RootDevice[]>> = {
  none: [],
  virtual: ['virtual'],
  hardware: ['passkey', 'passkey'],
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html: root may have eight. */
export function areDevices(value: unknown): boolean {
  const kinds: readonly unknown[] = ['passkey', 'token', 'virtual'];
  return Array.isArray(value) && value.length <= 8 && value.every((device) => kinds.includes(device));
}

/** How AWS tells devices to whoever is not root: any virtual one shows. */
export function mfaOf(devices: readonly RootDevice[]): AccountState['rootMfa'] {
  if (devices.length === 0) return 'none';
  return devices.includes('virtual') ? 'virtual' : 'hardware';
}

/**
 * The devices' serial numbers: an ARN of a virtual device and of a passkey or security key, and what is printed on a token.
 * How a passkey of root is called is not documented; that of an IAM user is `u2f/user/NAME/…`.
 */
export function rootSerials({
  id,
  rootDevices,
}: Pick<AccountState, 'id' | 'rootDevices'>): readonly string[] {
  return rootDevices.map((device, index) => {
    const more = index === 0 ? '' : `-${index + 1}`;
    if (device === 'virtual') return `arn:aws:iam::${id}:mfa/custodian-phone${more}`;
    if (device === 'passkey') return `arn:aws:iam::${id}:u2f/root-account/custodian-key${more}`;
    return `GAHT1234567${index}`;
  });
}
