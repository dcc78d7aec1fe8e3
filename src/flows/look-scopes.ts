import type { Auditor, CheckStore } from '../core/ports.ts';
import type { Checked, FactsOf, Scope } from '../core/posture.ts';
import { isSubject } from '../core/subject.ts';
import { verdictsOf } from './last-verdicts.ts';

/** How facts of one scope are asked for, and where they are kept. */
interface LookScope<S extends Scope> {
  /** Every fact, or those that are needed alone. */
  gather(auditor: Auditor, subject: string, needs?: Needs<S>, run?: string): Promise<Partial<FactsOf[S]>>;
  last(store: CheckStore, subject: string): Promise<Checked<S> | undefined>;
  /** As the store's methods do it. */
  save(store: CheckStore, subject: string, checked: Checked<S>, seen?: number): Promise<boolean>;
}

type Needs<S extends Scope> = readonly (keyof FactsOf[S])[];

/** The three that checks are about. */
export const lookScopes: { readonly [S in Scope]: LookScope<S> } = {
  account: {
    gather: (auditor, account, needs, run) => auditor.gather(account, needs, run),
    last: (store, account) => store.lastCheck(account),
    async save(store, account, checked, seen) {
      const check = { ...checked, account };
      if (!(await store.saveCheck(check, seen))) return false;
      await store.saveVerdicts(verdictsOf(check), check.at);
      return true;
    },
  },
  organization: {
    gather: (auditor, _, needs) => auditor.gatherOrganization(needs),
    last: (store) => store.lastOrganizationCheck(),
    save: (store, _, checked, seen) => store.saveOrganizationCheck(checked, seen),
  },
  guard: {
    gather: (auditor, _, needs) => auditor.gatherGuard(needs),
    last: (store) => store.lastGuardCheck(),
    save: (store, _, checked, seen) => store.saveGuardCheck(checked, seen),
  },
};

/** The scope of an account, the organization or the guard. */
export function scopeOfSubject(subject: string): Scope {
  return isSubject(subject) ? subject : 'account';
}
