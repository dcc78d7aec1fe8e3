import { custodianQuestion } from '../blocks/custodian-question.ts';
import { verdictMessage } from '../blocks/custodian-verdict.ts';
import { raises } from '../core/attestation.ts';
import type { CustodianBoard } from '../core/custodian-ports.ts';
import type { Locale } from '../core/locale.ts';
import type { Directory, People } from '../core/ports.ts';
import type { SlackCall } from './call.ts';
import type { SendDirect } from './direct.ts';
import { inert } from './inert.ts';

/** Questions to custodians by direct message, and what came of them in the incident's thread. */
export function createCustodianBoard(options: {
  readonly call: SlackCall;
  readonly send: SendDirect;
  readonly people: People;
  readonly directory: Directory;
  /** Of the channel. */
  readonly language: Locale;
}): CustodianBoard {
  const { call, send, people, directory, language } = options;
  return {
    async ask(user, attestation, incident) {
      await directory.prepare([incident.account]);
      return await send(user, (locale) =>
        custodianQuestion(user, attestation, incident, directory.nameOf(incident.account), locale),
      );
    },

    async redrawQuestion(user, { channel, ts }, attestation, incident) {
      const [{ locale }] = await Promise.all([people.profile(user), directory.prepare([incident.account])]);
      const name = directory.nameOf(incident.account);
      const message = custodianQuestion(user, attestation, incident, name, locale);
      await call('chat.update', { channel, ts, ...message, ...inert });
    },

    async say({ channel, ts }, attestation, late) {
      // What nobody stands up for is said in the channel, too: a thread alone is easily overlooked.
      const { verdict } = attestation;
      const loud = late === undefined ? verdict !== undefined && raises(verdict) : late.said !== 'me';
      const message = verdictMessage(attestation, late, language);
      const place = { channel, thread_ts: ts, ...(loud && { reply_broadcast: true }) };
      await call('chat.postMessage', { ...place, ...message, ...inert });
    },
  };
}
