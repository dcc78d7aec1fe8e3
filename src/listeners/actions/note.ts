import { defineAction } from '../action.ts';
import { openNoteForm } from '../open-act-form.ts';

export default defineAction({
  press: (press, services) => openNoteForm(press, press.value, services),
});
