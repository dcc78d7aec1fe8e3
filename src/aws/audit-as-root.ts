import { randomUUID } from 'node:crypto';
import type { AccountFacts, CentralRoot } from '../core/account-facts.ts';
import type { Fact, UnknownFact } from '../core/fact.ts';
import type { RootAuditRole } from '../core/own-audit.ts';
import type { Clock, GuardMemory } from '../core/ports.ts';
import { AuditCallError, gatherFact } from './audit-fact.ts';
import { gatherRootInventory, gatherRootMfaDevices } from './audit-root-own.ts';
import { openRoot } from './audit-root-session.ts';
import type { AuditAccess } from './audit-session.ts';

/** What only root sees of itself. */
export type AsRoot = Pick<AccountFacts, 'rootMfaDevices' | 'rootInventory'>;

/** The account to look into, and as whom. */
export interface RootLook {
  readonly access: AuditAccess;
  readonly account: string;
  readonly hub: string;
  readonly role: RootAuditRole;
  readonly central: Fact<CentralRoot>;
  readonly memory: Pick<GuardMemory, 'noteRootAudit'>;
  readonly clock: Clock;
}

/** Where no root session can be had, or none is wanted. */
export const nobodyLooks: AsRoot = {
  rootMfaDevices: { known: true, value: undefined },
  rootInventory: { known: true, value: undefined },
};

/**
 * Looks into a member with a short root session that may only read. It is written down before AWS is asked for the session, and
 * its key before it is used, so that the alert path knows our own calls when it hears of them. Never throws.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html
 */
export async function gatherAsRoot(look: RootLook): Promise<AsRoot> {
  const { central } = look;
  if (!central.known) return both(central);
  // AWS opens root sessions in members alone: not in the management account, and not without an organization.
  if (central.value.role !== 'member') return nobodyLooks;
  const { managed } = central.value;
  // Asking all the same would be refused, and a refused attempt is an alert.
  if (managed.known && !managed.value)
    return both({ known: false, cause: 'central-root-off', call: 'sts:AssumeRoot' });
  const opened = await gatherFact('sts:AssumeRoot', () => open(look));
  if (!opened.known) return both(opened);
  const { iam, destroy } = opened.value;
  try {
    const [rootMfaDevices, rootInventory] = await Promise.all([
      gatherRootMfaDevices(iam),
      gatherRootInventory(iam),
    ]);
    return { rootMfaDevices, rootInventory };
  } finally {
    destroy();
  }
}

async function open({ access, account, hub, role, memory, clock }: RootLook) {
  const audit = { id: randomUUID(), account, at: clock() };
  const note = (key?: string) =>
    memory.noteRootAudit({ ...audit, ...(key !== undefined && { key }) }).catch((cause: unknown) => {
      throw new AuditCallError('dynamodb:PutItem', 'store-error', { cause });
    });
  await note();
  const session = await openRoot({ access, account, hub, role });
  await note(session.accessKeyId);
  return session.use();
}

function both(why: UnknownFact): AsRoot {
  return { rootMfaDevices: why, rootInventory: why };
}
