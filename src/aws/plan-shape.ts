import type { Act } from '../core/incident.ts';
import type { Deed, Plan, PlanCard, PlanLine, PlanState } from '../core/plan.ts';
import { flag, list, members, number, oneOf, optional, text } from './shape.ts';

const act = members<Act>({ by: text, name: text, at: number });

/** Tests that a stored value is what this version of RootGuard calls a plan. */
export const planShape = members<Plan>({
  number,
  account: text,
  reason: text,
  expected: list(text),
  from: number,
  until: number,
  state: oneOf<PlanState>({ requested: 1, approved: 1, declined: 1, expired: 1, ended: 1 }),
  requested: act,
  approver: text,
  approved: optional(act),
  deeds: list(
    members<Deed>({
      mark: text,
      at: number,
      name: text,
      detections: list(text),
      incident: text,
      inside: flag,
    }),
  ),
  moreDeeds: number,
  form: text,
  content: number,
  card: optional(members<PlanCard>({ channel: text, ts: text, shows: number })),
  log: list(
    members<PlanLine>({
      at: number,
      by: text,
      name: optional(text),
      did: oneOf<PlanLine['did']>({ requested: 1, approved: 1, declined: 1, expired: 1, ended: 1 }),
    }),
  ),
  version: number,
});
