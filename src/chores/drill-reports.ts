import { drillReportMessage } from '../blocks/drill-report.ts';
import { drillReport } from '../core/drill-report.ts';
import { reportDrills } from '../flows/report-drills.ts';
import { defineChore } from '../listeners/chore.ts';

/** Says how drills went: at once when everything was done, and after an hour where it was not. */
export default defineChore({
  every: 1,
  async run({ store, clock, draw, call, channel, language }) {
    await reportDrills({
      store,
      clock,
      draw,
      tell: async (drill) => {
        const over = { over: true, undetected: drill.undetectedAt !== undefined };
        const message = drillReportMessage(drillReport(drill, undefined), drill.incident, over, language);
        await call('chat.postMessage', { channel, ...message, unfurl_links: false, unfurl_media: false });
      },
    });
  },
});
