import { digestDue } from '../core/digest.ts';
import { day } from '../core/month.ts';
import { gatherDigest } from '../flows/gather-digest.ts';
import { defineChore } from '../listeners/chore.ts';

/** Tells of the week on Mondays, also when nothing happened. The first time it only remembers when it began to look. */
export default defineChore({
  every: 60,
  async run(services, now) {
    const { store, posture } = services;
    const last = await store.lastDigest();
    if (last === undefined) {
      await store.noteDigest({ at: now, dropped: (await store.dropped()).total });
      return;
    }
    if (!digestDue(now, last.at)) return;
    // Whoever posted it and died before it was noted did so today.
    const posted = await posture.findDigest(last.at, now - (now % day));
    if (posted !== undefined) return await store.noteDigest(posted);
    const { digest, mark } = await gatherDigest(services, last, now);
    await posture.postDigest(digest, mark);
    await store.noteDigest(mark);
  },
});
