import { weeklyDigest } from '../blocks/weekly-digest.ts';
import { digestDue } from '../core/digest.ts';
import { gatherDigest } from '../flows/gather-digest.ts';
import { defineChore } from '../listeners/chore.ts';

/** Tells of the week on Mondays, also when nothing happened. The first time it only remembers when it began to look. */
export default defineChore({
  every: 60,
  async run({ store, directory, call, channel, language }, now) {
    const last = await store.lastDigest();
    if (last === undefined) {
      await store.noteDigest({ at: now, dropped: (await store.dropped()).total });
      return;
    }
    if (!digestDue(now, last.at)) return;
    const { digest, mark } = await gatherDigest({ store, directory }, last, now);
    const message = weeklyDigest(digest, directory.nameOf, language);
    await call('chat.postMessage', { channel, ...message, unfurl_links: false, unfurl_media: false });
    await store.noteDigest(mark);
  },
});
