/** Root's MFA devices as a root session sees them (iam:ListMFADevices), by kind. */
export interface RootMfaDevices {
  /** Authenticator apps: their serial number is an ARN of `mfa/…`. */
  readonly virtual: number;
  /** Passkeys and security keys: an ARN of `u2f/…`. */
  readonly fido: number;
  /** Hardware TOTP tokens: a serial number that is no ARN. */
  readonly token: number;
  /** Kinds that this version does not know: an ARN of something else. Absent in what older versions stored. */
  readonly other?: number | undefined;
}

/** What else a root session sees of root's own credentials, as they are now: no report that is hours old. */
export interface RootInventory {
  readonly activeKeys: number;
  /** Switched off, and not deleted. */
  readonly inactiveKeys: number;
  /** Signing certificates, active or not. */
  readonly certificates: number;
  /** Whether root has a password (iam:GetLoginProfile). */
  readonly password: boolean;
}
