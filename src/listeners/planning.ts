import type { SlackMessage } from '../blocks/message.ts';
import { planForm } from '../blocks/plan-form.ts';
import { noSuchPlanNotice, ownPlanNotice, planNotOpenNotice } from '../blocks/plan-notices.ts';
import type { Plan } from '../core/plan.ts';
import type { PlanChange, PlanPorts } from '../flows/change-plan.ts';
import { plannable } from '../flows/plannable.ts';
import { describe } from './answer-command.ts';
import { accountMeant, guardedAccounts } from './meant-account.ts';
import { openModal } from './open-modal.ts';
import { refused } from './permission.ts';
import type { Asker, DoorServices, Services } from './services.ts';

/** Opens the form that asks for a plan, or says why not. `account` is what somebody typed, or empty. */
export async function openPlanForm(
  asker: Asker & { readonly triggerId: string },
  account: string,
  services: DoorServices,
): Promise<SlackMessage | undefined> {
  const refusal = await refused(asker, 'plan', services);
  if (refusal !== undefined) return refusal;
  const { clock } = services;
  const accounts = await guardedAccounts(services);
  const chosen = account === '' ? undefined : accountMeant(account, accounts);
  const form = planForm(
    { user: asker.user, accounts, account: chosen, plannable, now: clock() },
    asker.locale,
  );
  await openModal(asker, form, services);
  return undefined;
}

/** What the buttons and the command share: changes a plan for a person who may, and redraws its message. */
export async function changePlanAs(
  asker: Asker,
  given: {
    readonly typed: string;
    readonly act: string;
    readonly change: (ports: PlanPorts, number: number, person: Asker) => Promise<PlanChange>;
    /** True for what a second person must do. */
    readonly isForOthers: boolean;
  },
  services: Services,
): Promise<{ readonly plan: Plan } | { readonly notice: SlackMessage }> {
  const refusal = await refused(asker, `${given.act} ${given.typed.slice(0, 20)}`, services);
  if (refusal !== undefined) return { notice: refusal };
  const number = Number(/^#?(\d{1,9})$/.exec(given.typed.trim())?.[1] ?? Number.NaN);
  const result = Number.isNaN(number)
    ? { outcome: 'not-found' as const }
    : await given.change(services, number, asker);
  if (result.outcome === 'not-found') return { notice: noSuchPlanNotice(given.typed, asker.locale) };
  const { plan } = result;
  if (result.outcome === 'done') {
    await showPlan(plan, services);
    return { plan };
  }
  const isOwn = given.isForOthers && plan.state === 'requested' && plan.requested.by === asker.user;
  const words = isOwn ? ownPlanNotice : planNotOpenNotice;
  return { notice: words(plan, asker.locale) };
}

/** The plan is stored whatever Slack says now; a message that could not be drawn is drawn by the worker. */
export async function showPlan(plan: Plan, { drawPlan, jobs, logger }: Services): Promise<void> {
  try {
    await drawPlan(plan, false);
  } catch (error) {
    logger.warn('draw-plan-later', { plan: plan.number, error: describe(error) });
    await jobs.enqueue({ kind: 'draw-plan', plan: plan.number });
  }
}
