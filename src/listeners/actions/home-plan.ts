import { defineAction } from '../action.ts';
import { openPlanForm } from '../planning.ts';

/** The value is an account and the page that it was chosen on, or nothing for the button at the top. */
export default defineAction({
  press: (press, services) => openPlanForm(press, press.value.split('.')[0] ?? '', services),
});
