import { type Custodian, type Custodians, withCustodian, withoutCustodian } from '../core/custodian.ts';
import type { CustodianStore } from '../core/custodian-ports.ts';
import type { Clock } from '../core/ports.ts';

/** The list as it then is, and whether this call changed it: somebody may be on it already, or not. */
export interface CustodianChange {
  readonly custodians: Custodians;
  readonly changed: boolean;
}

const attempts = 5;

/** Adds or removes a custodian by one conditional write. Throws StoreError. */
export async function changeCustodians(
  { store, clock }: { readonly store: CustodianStore; readonly clock: Clock },
  account: string,
  did: 'add' | 'remove',
  person: Custodian,
  asker: { readonly user: string; readonly name: string },
): Promise<CustodianChange> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const seen = await store.custodians(account);
    const act = { by: asker.user, name: asker.name, at: clock() };
    const next = did === 'add' ? withCustodian(seen, person, act) : withoutCustodian(seen, person.user, act);
    if (next === undefined) return { custodians: seen, changed: false };
    if (await store.replaceCustodians(next)) return { custodians: next, changed: true };
  }
  throw new Error(`The custodians of ${account} changed ${attempts} times at once.`);
}
