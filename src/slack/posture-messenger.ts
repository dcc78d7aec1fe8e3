import { findingCard } from '../blocks/finding-card.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { sweepProgress, sweepReport, worsenedReport } from '../blocks/sweep-report.ts';
import { weeklyDigest } from '../blocks/weekly-digest.ts';
import type { CardPlace } from '../core/incident.ts';
import { at } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import type { Directory, PostureMessenger, SweepReport } from '../core/ports.ts';
import type { SlackCall } from './call.ts';
import { createFixMessenger } from './fix-messenger.ts';
import { inert } from './inert.ts';
import { bears, findMessage, placeOf } from './own-messages.ts';
import type { Respond } from './respond.ts';

/** What makes a message ours when it is looked for; see own-messages.ts. */
const findingType = 'rootguard_finding';
const worsenedType = 'rootguard_worsened';
const digestType = 'rootguard_digest';

/** Findings and sweeps in Slack: alerts in the channel's language, reports in that of whoever asked. */
export function createPostureMessenger(options: {
  readonly call: SlackCall;
  readonly respond: Respond;
  readonly directory: Directory;
  /** The id of the alerts channel. */
  readonly channel: string;
  readonly language: Locale;
}): PostureMessenger {
  const { call, respond, directory, channel, language } = options;
  const { nameOf } = directory;

  const post = async (to: string, message: SlackMessage, metadata?: object): Promise<CardPlace> => {
    const answer = await call('chat.postMessage', { channel: to, ...message, ...inert, metadata });
    return placeOf(answer, to);
  };
  const update = async ({ channel: where, ts }: CardPlace, message: SlackMessage): Promise<void> => {
    await call('chat.update', { channel: where, ts, ...message, ...inert });
  };
  const find = async (type: string, payload: Readonly<Record<string, string>>, since: number) => {
    const found = await findMessage(call, { channel, since }, (message) => bears(message, type, payload));
    return found === undefined ? undefined : placeOf(found, channel);
  };

  // Whoever made the report has asked for the names.
  const fullReport = (report: SweepReport) => sweepReport(report, nameOf, report.sweep.locale);
  const findingPayload = (account: string, check: string, since: number) => ({
    account,
    check,
    since: String(since),
  });

  return {
    ...createFixMessenger(options),
    postProgress: (to, standing) => post(to, sweepProgress(standing, standing.sweep.locale)),
    updateProgress: (place, standing) => update(place, sweepProgress(standing, standing.sweep.locale)),
    showReport: async (place, report) => update(place, fullReport(report)),
    sendReport: async (responseUrl, report) => respond(responseUrl, fullReport(report)),
    async postFinding(finding) {
      const { account, result, since } = finding;
      await directory.prepare([account]);
      return await post(channel, findingCard(finding, nameOf(account), language), {
        event_type: findingType,
        event_payload: findingPayload(account, result.check, since),
      });
    },
    async updateFinding(place, finding) {
      await directory.prepare([finding.account]);
      await update(place, findingCard(finding, nameOf(finding.account), language));
    },
    findFinding: ({ account, check, since }) =>
      find(findingType, findingPayload(account, check, since), since),
    async postWorsened(report) {
      return await post(channel, worsenedReport(report, nameOf, language), {
        event_type: worsenedType,
        event_payload: { sweep: report.sweep.id },
      });
    },
    async postDigest(digest, { at, dropped }) {
      await directory.accounts();
      await post(channel, weeklyDigest(digest, nameOf, language), {
        event_type: digestType,
        event_payload: { since: digest.from, at, dropped },
      });
    },
    async findDigest(since, after) {
      const isIt = (message: unknown) => bears(message, digestType, { since });
      const found = await findMessage(call, { channel, since: after }, isIt);
      const [noted, dropped] = ['at', 'dropped'].map((key) => at(found, 'metadata', 'event_payload', key));
      return typeof noted === 'number' && typeof dropped === 'number' ? { at: noted, dropped } : undefined;
    },
    findWorsened: ({ id, startedAt }) => find(worsenedType, { sweep: id }, startedAt),
  };
}
