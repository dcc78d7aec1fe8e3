import { openPlanForm } from '../planning.ts';
import { defineShortcut } from '../shortcut.ts';

export default defineShortcut({
  on: 'global',
  run: (picked, services) => openPlanForm(picked, '', services),
});
