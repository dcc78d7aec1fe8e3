import { type Look, lookAt } from '../flows/check-posture.ts';
import { lookAgain } from '../flows/look-again.ts';
import { drawCards, tellWorsening } from '../flows/tell-findings.ts';
import type { WorkerServices } from './services.ts';

/**
 * Looks at an account, the organization or the guard, or at one check of it alone. The channel is told what is mended, and what got
 * worse once a second look says so, too.
 */
export async function look(account: string, services: WorkerServices, only?: string): Promise<Look> {
  const looked = await lookOnce(account, services, only);
  await lookAgain(services, [looked.record]);
  return looked;
}

/** Looks at several at once; what looks worse anywhere has one second look. */
export async function lookAtEach(
  accounts: readonly string[],
  services: WorkerServices,
  only: string | undefined,
): Promise<readonly Look[]> {
  const looks = await Promise.all(accounts.map((account) => lookOnce(account, services, only)));
  await lookAgain(
    services,
    looks.map(({ record }) => record),
  );
  return looks;
}

async function lookOnce(account: string, services: WorkerServices, only?: string): Promise<Look> {
  const ports = { ...services, messenger: services.posture };
  const looked = await lookAt(ports, account, only === undefined ? {} : { only: [only] });
  for (const due of looked.due) await tellWorsening(ports, account, due);
  await drawCards(ports, looked.record);
  return looked;
}
