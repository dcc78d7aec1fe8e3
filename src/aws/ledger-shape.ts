import type { Ledger, Session, Use } from '../core/ledger.ts';
import { flag, list, members, number, optional, text } from './shape.ts';

/** Tests that a stored value is what this version of RootGuard calls an account's ledger. */
export const ledgerShape = members<Ledger>({
  account: text,
  uses: list(members<Use>({ mark: text, at: number, address: optional(text), failed: optional(flag) })),
  sessions: list(
    members<Session>({
      incident: text,
      keys: list(text),
      firstAt: number,
      lastAt: number,
      root: optional(flag),
      assumed: optional(flag),
      signIns: optional(list(number)),
      starts: optional(list(number)),
      preludes: optional(list(number)),
      marks: optional(list(text)),
    }),
  ),
  version: number,
});
