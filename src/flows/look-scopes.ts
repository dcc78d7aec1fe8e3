import type { Auditor, CheckStore } from '../core/ports.ts';
import type { Checked, FactsOf, Scope } from '../core/posture.ts';
import { isSubject } from '../core/subject.ts';

/** How facts of one scope are asked for, and where they are kept. */
interface LookScope<S extends Scope> {
  gather(auditor: Auditor, subject: string): Promise<FactsOf[S]>;
  last(store: CheckStore, subject: string): Promise<Checked<S> | undefined>;
  save(store: CheckStore, subject: string, checked: Checked<S>): Promise<void>;
}

/** The three that checks are about. */
export const lookScopes: { readonly [S in Scope]: LookScope<S> } = {
  account: {
    gather: (auditor, account) => auditor.gather(account),
    last: (store, account) => store.lastCheck(account),
    save: (store, account, checked) => store.saveCheck({ ...checked, account }),
  },
  organization: {
    gather: (auditor) => auditor.gatherOrganization(),
    last: (store) => store.lastOrganizationCheck(),
    save: (store, _, checked) => store.saveOrganizationCheck(checked),
  },
  guard: {
    gather: (auditor) => auditor.gatherGuard(),
    last: (store) => store.lastGuardCheck(),
    save: (store, _, checked) => store.saveGuardCheck(checked),
  },
};

/** The scope of an account, the organization or the guard. */
export function scopeOfSubject(subject: string): Scope {
  return isSubject(subject) ? subject : 'account';
}
