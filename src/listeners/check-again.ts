import type { SlackMessage } from '../blocks/message.ts';
import { checkedAgainNotice, noSuchCheckNotice } from '../blocks/sweep-notices.ts';
import type { UnknownCause } from '../core/posture.ts';
import { checkAgain } from '../flows/check-again.ts';
import { type PressedAt, tellFixed } from '../flows/tell-fixed.ts';
import type { Asker, WorkerServices } from './services.ts';

/** What whoever pressed is told, and why it may be other in a moment. */
export interface FindingAnswer {
  readonly notice: SlackMessage;
  /** Why AWS did not tell; empty if it did. */
  readonly causes: readonly UnknownCause[];
}

/** Checks a finding again for whoever pressed, and tells everybody if it is fixed. */
export async function checkFinding(
  { account, check }: { readonly account: string; readonly check: string },
  { name: by, locale }: Asker,
  pressedAt: PressedAt,
  services: WorkerServices,
): Promise<FindingAnswer> {
  const { directory, clock } = services;
  const ports = { ...services, messenger: services.posture };
  const [{ result, fixed, better, causes }] = await Promise.all([
    checkAgain(ports, account, check, by),
    directory.prepare([account]),
  ]);
  if (result === undefined) return { notice: noSuchCheckNotice(check, locale), causes };
  await tellFixed(ports, account, check, pressedAt);
  const openFor = fixed === undefined ? undefined : clock() - fixed.openSince;
  const finding = { account, name: directory.nameOf(account), result, openFor, better, by };
  return { notice: checkedAgainNotice(finding, locale), causes };
}
