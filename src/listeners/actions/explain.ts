import { defineAction } from '../action.ts';
import { openExplainForm } from '../open-act-form.ts';

export default defineAction({
  press: (press, services) => openExplainForm(press, press.value, services),
});
