import type { Config } from '../config.ts';
import type { Plan } from '../core/plan.ts';
import type { Directory } from '../core/ports.ts';
import { type DrawPlanPorts, drawPlan } from '../flows/draw-plan.ts';
import type { SlackCall } from '../slack/call.ts';
import { createPlanBoard } from '../slack/plan-board.ts';

/** What draws plans' messages, for the doors that people and jobs come through: no alert needs it. */
export function withPlans(
  ports: Omit<DrawPlanPorts, 'board'> & {
    readonly call: SlackCall;
    readonly directory: Directory;
    readonly config: Config;
  },
) {
  const { call, directory, config } = ports;
  const board = createPlanBoard({ call, directory, language: config.language });
  return {
    drawPlan: (plan: Plan, lookFirst: boolean) => drawPlan({ ...ports, board }, plan, lookFirst),
  };
}
