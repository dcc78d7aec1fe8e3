import type { Answer, Asked, Attestation, Said, Verdict } from '../core/attestation.ts';
import type { Custodian, CustodianLine, Custodians } from '../core/custodian.ts';
import type { CardPlace } from '../core/incident.ts';
import { flag, list, members, number, oneOf, optional, text } from './shape.ts';

/** Tests that a stored value is what this version of RootGuard calls an account's custodians. */
export const custodiansShape = members<Custodians>({
  account: text,
  people: list(members<Custodian>({ user: text, name: text })),
  log: list(
    members<CustodianLine>({
      at: number,
      by: text,
      name: text,
      did: oneOf<CustodianLine['did']>({ added: 1, removed: 1 }),
      user: text,
    }),
  ),
  version: number,
});

/** Tests that a stored value is what this version of RootGuard calls a question to custodians. */
export const attestationShape = members<Attestation>({
  incident: text,
  account: text,
  askedAt: number,
  deadline: number,
  asked: list(
    members<Asked>({
      user: text,
      name: text,
      message: optional(members<CardPlace>({ channel: text, ts: text })),
      unreachable: optional(text),
    }),
  ),
  answers: list(
    members<Answer>({
      by: text,
      name: text,
      at: number,
      said: oneOf<Said>({ me: 1, 'not-me': 1, unknown: 1 }),
      reason: optional(text),
    }),
  ),
  verdict: optional(
    members<Verdict>({
      outcome: oneOf<Verdict['outcome']>({
        claimed: 1,
        denied: 1,
        unclaimed: 1,
        silent: 1,
        unreachable: 1,
      }),
      at: number,
    }),
  ),
  told: optional(flag),
  version: number,
});
