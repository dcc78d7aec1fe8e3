import { findingCard } from '../blocks/finding-card.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { sweepProgress, sweepReport, worsenedReport } from '../blocks/sweep-report.ts';
import type { CardPlace } from '../core/incident.ts';
import { at, textAt } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import { type Directory, type PostureMessenger, SlackError, type SweepReport } from '../core/ports.ts';
import type { SlackCall } from './call.ts';
import { inert } from './inert.ts';
import type { Respond } from './respond.ts';

/** What makes a message ours when it is looked for; see messenger.ts. */
const findingType = 'rootguard_finding';
const worsenedType = 'rootguard_worsened';

/** How far back a message is looked for, in ms: clocks differ. */
const reach = 120_000;

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
    const ts = textAt(answer, 'ts');
    if (ts === undefined) throw new SlackError('chat.postMessage', 'answer-without-ts');
    return { channel: textAt(answer, 'channel') ?? to, ts };
  };
  const update = async ({ channel: where, ts }: CardPlace, message: SlackMessage): Promise<void> => {
    await call('chat.update', { channel: where, ts, ...message, ...inert });
  };
  const find = async (type: string, payload: Readonly<Record<string, string>>, since: number) => {
    const oldest = ((since - reach) / 1_000).toFixed(6);
    let cursor: string | undefined;
    do {
      const page = await call('conversations.history', {
        channel,
        oldest,
        limit: 200,
        cursor,
        include_all_metadata: true,
      });
      const messages = at(page, 'messages');
      const ts = (Array.isArray(messages) ? messages : []).flatMap((message) =>
        isOurs(message, type, payload) ? [textAt(message, 'ts')] : [],
      )[0];
      if (ts !== undefined) return { channel, ts };
      cursor = textAt(page, 'response_metadata', 'next_cursor');
    } while (cursor !== undefined);
    return undefined;
  };

  // Whoever made the report has asked for the names.
  const fullReport = (report: SweepReport) => sweepReport(report, nameOf, report.sweep.locale);
  const findingPayload = (account: string, check: string, since: number) => ({
    account,
    check,
    since: String(since),
  });

  return {
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
    findWorsened: ({ id, startedAt }) => find(worsenedType, { sweep: id }, startedAt),
  };
}

function isOurs(message: unknown, type: string, payload: Readonly<Record<string, string>>): boolean {
  return (
    textAt(message, 'metadata', 'event_type') === type &&
    Object.entries(payload).every(
      ([key, value]) => textAt(message, 'metadata', 'event_payload', key) === value,
    )
  );
}
