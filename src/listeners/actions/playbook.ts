import type { Act, Incident } from '../../core/incident.ts';
import { isStep, type StepVerb, stepChanged } from '../../core/playbook.ts';
import { actAs } from '../acting.ts';
import { defineAction } from '../action.ts';

/** An entry of a step's menu: the incident's id, the step, and what the person does with it. */
export default defineAction({
  async press(press, services) {
    const [typed = '', step = '', verb = ''] = press.value.split(' ');
    if (!isStep(step) || !isVerb(verb)) {
      services.logger.warn('unknown-step', { user: press.user, step: step.slice(0, 40) });
      return undefined;
    }
    const doing = {
      typed,
      act: `playbook ${verb}`,
      change: (incident: Incident, act: Act) => stepChanged(incident, act, step, verb),
    };
    const result = await actAs(press, doing, services);
    return result.done ? undefined : result.notice;
  },
});

function isVerb(word: string): word is StepVerb {
  return word === 'mine' || word === 'done' || word === 'undone';
}
