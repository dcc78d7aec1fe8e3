import { defineChore } from '../listeners/chore.ts';

/** As many incidents that were not us as there can ever be at once. */
const most = 50;

/** While it was not us and is not dealt with, AWS is asked again what was done about it. */
export default defineChore({
  every: 15,
  async run({ store, jobs }) {
    const open = await store.listOpen(most);
    const denied = open.filter((incident) => incident.denied !== undefined);
    await jobs.enqueueAll(denied.map(({ id }) => ({ kind: 'recheck', incident: id })));
  },
});
