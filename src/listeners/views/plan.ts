import { planAskedNotice, planFlawText } from '../../blocks/plan-notices.ts';
import { asObject } from '../../core/json.ts';
import type { PlanRequest } from '../../core/plan.ts';
import { type PlanFields, type PlanFlaw, planFlaws } from '../../core/plan-request.ts';
import { plannable } from '../../flows/plannable.ts';
import { requestPlan } from '../../flows/request-plan.ts';
import { accountMeant, guardedAccounts } from '../meant-account.ts';
import { showPlan } from '../planning.ts';
import type { Services } from '../services.ts';
import { defineView, type Submission } from '../view.ts';

const minute = 60_000;

export default defineView({
  who: 'responders',
  remember: asObject,
  async submit(submission, services) {
    const fields = fieldsOf(submission);
    const account = await accountOf(submission, services);
    const approver = submission.values.user('approver') ?? '';
    const flaws: Partial<Record<string, PlanFlaw>> = {
      ...planFlaws(fields, services.clock()),
      ...(account === undefined && { account: 'no-such-account' as const }),
      ...(await approverFlaw(approver, submission.user, services)),
    };
    const { reason, from, expected, lasts } = fields;
    if (Object.keys(flaws).length > 0 || account === undefined || reason === undefined || from === undefined)
      return { errors: worded(flaws, submission) };

    const asked: PlanRequest = {
      ...{ account, reason, expected, from, approver },
      until: from + lasts,
      form: submission.viewId,
    };
    const plan = await requestPlan(services, asked, submission);
    await showPlan(plan, services);
    return { tell: planAskedNotice(plan, submission.locale) };
  },
});

/** Only detections that there are: the options were ours, but what comes back comes from outside. */
function fieldsOf({ values }: Submission): PlanFields {
  return {
    reason: values.text('reason'),
    expected: [...new Set(values.options('expected'))].filter((id) => plannable.includes(id)),
    from: values.time('from'),
    lasts: Number(values.option('lasts') ?? 0) * minute,
  };
}

async function accountOf({ values }: Submission, services: Services): Promise<string | undefined> {
  const typed = values.option('account') ?? values.text('account') ?? '';
  return accountMeant(typed, await guardedAccounts(services));
}

async function approverFlaw(
  approver: string,
  requester: string,
  { people }: Services,
): Promise<{ readonly approver?: PlanFlaw }> {
  if (approver === requester) return { approver: 'approver-is-requester' };
  const may = await people.mayAct(approver);
  if (may === 'yes') return {};
  return { approver: may === 'no' ? 'approver-may-not-act' : 'approver-unknown' };
}

function worded(flaws: Partial<Record<string, PlanFlaw>>, { locale }: Submission): Record<string, string> {
  return Object.fromEntries(
    Object.entries(flaws).flatMap(([field, flaw]) =>
      flaw === undefined ? [] : [[field, planFlawText(flaw, locale)] as const],
    ),
  );
}
