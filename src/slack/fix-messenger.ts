import { findingsIn, fixedNotice, withFixes } from '../blocks/fixed-findings.ts';
import type { CardPlace } from '../core/incident.ts';
import { at, textAt } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import type { Directory, FixedFinding, FixMessenger } from '../core/ports.ts';
import type { SlackCall } from './call.ts';
import { inert } from './inert.ts';
import { bears, findMessage, messagesIn } from './own-messages.ts';
import type { Respond } from './respond.ts';

const fixedType = 'rootguard_fixed';

/** Says that findings are fixed, where they were told of. */
export function createFixMessenger(options: {
  readonly call: SlackCall;
  readonly respond: Respond;
  readonly directory: Directory;
  /** The id of the alerts channel. */
  readonly channel: string;
  readonly language: Locale;
}): FixMessenger {
  const { call, respond, directory, channel: alerts, language } = options;
  const noticeOf = async (finding: FixedFinding) => {
    await directory.prepare([finding.account]);
    return fixedNotice(finding, directory.nameOf(finding.account), language);
  };

  return {
    async replyFixed({ channel, ts }, finding) {
      const { account, check, at: when } = finding;
      const payload = { account, check, at: String(when) };
      const isIt = (message: unknown) => bears(message, fixedType, payload);
      if ((await findMessage(call, { channel, thread: ts }, isIt)) !== undefined) return;
      const metadata = { event_type: fixedType, event_payload: payload };
      const notice = await noticeOf(finding);
      await call('chat.postMessage', { channel, thread_ts: ts, ...notice, ...inert, metadata });
    },

    async announceFixed(finding, responseUrl) {
      const notice = await noticeOf(finding);
      // It works in channels that the bot is not in, which is where it was asked.
      if (responseUrl !== undefined) await respond(responseUrl, notice, 'in_channel');
      else await call('chat.postMessage', { channel: alerts, ...notice, ...inert });
    },

    async drawFixes(place, fixOf) {
      const message = await messageAt(place);
      const blocks = at(message, 'blocks');
      if (!Array.isArray(blocks)) return false;
      const fixes = new Map<string, FixedFinding>();
      for (const value of new Set(findingsIn(blocks))) {
        const fix = await fixOf(value);
        if (fix !== undefined) fixes.set(value, fix);
      }
      await directory.prepare([...fixes.values()].map(({ account }) => account));
      const drawn = withFixes(blocks, fixes, directory.nameOf, language);
      if (drawn === undefined) return false;
      const { channel, ts } = place;
      const text = textAt(message, 'text') ?? '';
      await call('chat.update', { channel, ts, text, blocks: drawn, ...inert });
      return true;
    },
  };

  /** The message as Slack has it now: the first of its thread. */
  async function messageAt({ channel, ts }: CardPlace): Promise<unknown> {
    for await (const [message] of messagesIn(call, { channel, thread: ts })) return message;
    return undefined;
  }
}
