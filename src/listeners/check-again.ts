import type { SlackMessage } from '../blocks/message.ts';
import { checkedAgainNotice, noSuchCheckNotice } from '../blocks/sweep-notices.ts';
import { checkAgain } from '../flows/check-again.ts';
import { type PressedAt, tellFixed } from '../flows/tell-fixed.ts';
import type { Asker, WorkerServices } from './services.ts';

/** Checks a finding again for whoever pressed, and tells everybody if it is fixed. Returns what that person is told. */
export async function checkFinding(
  { account, check }: { readonly account: string; readonly check: string },
  { name: by, locale }: Asker,
  pressedAt: PressedAt,
  services: WorkerServices,
): Promise<SlackMessage> {
  const { directory, clock } = services;
  const ports = { ...services, messenger: services.posture };
  const [{ result, fixed, better }] = await Promise.all([
    checkAgain(ports, account, check, by),
    directory.prepare([account]),
  ]);
  if (result === undefined) return noSuchCheckNotice(check, locale);
  await tellFixed(ports, account, check, pressedAt);
  const openFor = fixed === undefined ? undefined : clock() - fixed.openSince;
  const finding = { account, name: directory.nameOf(account), result, openFor, better, by };
  return checkedAgainNotice(finding, locale);
}
