import { defineAction } from '../action.ts';
import { answerAs } from '../attesting.ts';

export default defineAction({
  press: (press, services) => answerAs(press, press.value, { said: 'unknown' }, services),
});
