import { flagAt } from '../core/json.ts';
import type {
  AccountCheck,
  AccountFacts,
  AlertRule,
  Fact,
  RootCredentials,
  RootReportRow,
  Trail,
} from '../core/posture.ts';
import { flag, list, members, number, optional, type Test, text } from './shape.ts';
import { unknownCause } from './unknown-shape.ts';

/** Tests that a stored value is what this version of RootGuard calls the facts of an account. */
export const checkShape = members<AccountCheck>({
  account: text,
  at: number,
  facts: members<AccountFacts>({
    rootCredentials: fact(
      members<RootCredentials>({
        accessKeys: optional(number),
        mfaEnabled: optional(flag),
        passwordPresent: optional(flag),
        signingCertificates: optional(number),
      }),
    ),
    rootReport: fact(
      members<RootReportRow>({ key1Active: optional(flag), key2Active: optional(flag), generatedAt: number }),
    ),
    rootVirtualMfa: fact(list(text)),
    trails: fact(
      list(
        members<Trail>({ name: text, multiRegion: flag, logging: fact(flag), admitsRootWrites: fact(flag) }),
      ),
    ),
    alertRule: fact(members<AlertRule>({ name: text, exists: flag, state: optional(text), targets: number })),
  }),
});

function fact(value: Test): Test {
  const known = members<Extract<Fact<unknown>, { known: true }>>({ known: flag, value });
  const unknown = members<Extract<Fact<unknown>, { known: false }>>({
    known: flag,
    cause: unknownCause,
    call: text,
  });
  return (candidate) => (flagAt(candidate, 'known') === true ? known(candidate) : unknown(candidate));
}
