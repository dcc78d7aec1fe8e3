import { type Look, lookAt } from '../flows/check-posture.ts';
import { closeCards, tellWorsening } from '../flows/tell-findings.ts';
import type { WorkerServices } from './services.ts';

/** Looks at an account, the organization or the guard, or at one check of it alone, and tells the channel what got worse or is mended. */
export async function look(account: string, services: WorkerServices, only?: string): Promise<Look> {
  const ports = { ...services, messenger: services.posture };
  const looked = await lookAt(ports, account, only === undefined ? {} : { only });
  for (const due of looked.due) await tellWorsening(ports, account, due);
  await closeCards(ports, looked.record);
  return looked;
}
