import type { AccountFacts, Fact } from './posture.ts';

/** Facts of a healthy account, for examples that then change the one thing that matters. */
export function healthyAccount(change: Partial<AccountFacts> = {}): AccountFacts {
  return {
    rootCredentials: known({
      accessKeys: 0,
      mfaEnabled: true,
      passwordPresent: true,
      signingCertificates: 0,
    }),
    rootReport: known({
      key1Active: undefined,
      key2Active: undefined,
      generatedAt: Date.UTC(2026, 10, 23, 5),
    }),
    rootVirtualMfa: known([]),
    trails: known([
      { name: 'organization', multiRegion: true, logging: known(true), admitsRootWrites: known(true) },
    ]),
    alertRule: known({ name: 'rootguard-root-events', exists: true, state: 'ENABLED', targets: 1 }),
    ...change,
  };
}

/** A fact that AWS told. */
export function known<T>(value: T): Fact<T> {
  return { known: true, value };
}

/** A fact that AWS would not tell. */
export function denied(call: string): {
  readonly known: false;
  readonly cause: 'access-denied';
  readonly call: string;
} {
  return { known: false, cause: 'access-denied', call };
}
