import { subjects } from '../core/subject.ts';
import { defineChore } from '../listeners/chore.ts';
import { look } from '../listeners/look.ts';

/** Hourly: a guard that does not hear any more must not go unnoticed until somebody asks. */
export default defineChore({
  every: 60,
  async run(services) {
    for (const subject of subjects) await look(subject, services);
  },
});
