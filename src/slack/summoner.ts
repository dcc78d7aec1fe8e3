import { type DirectWords, ownerQuestion, summons } from '../blocks/summons.ts';
import type { Incident } from '../core/incident.ts';
import { textAt } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import { type Directory, type Logger, type People, SlackError, type Summoner } from '../core/ports.ts';
import type { SlackCall } from './call.ts';
import type { SendDirect } from './direct.ts';

/** More people than are ever on call at once; the group may be a whole company by mistake. */
const mostPeople = 30;

/** Errors that say that this person can never be told: https://docs.slack.dev/reference/methods/conversations.open#errors */
const unreachable: ReadonlySet<string> = new Set([
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'cannot_dm_bot',
]);

/** Reaches people by direct message, each in their own language. */
export function createSummoner(options: {
  readonly call: SlackCall;
  readonly send: SendDirect;
  readonly people: People;
  readonly directory: Directory;
  readonly logger: Logger;
}): Summoner {
  const { call, send, people, directory, logger } = options;

  /** The card's address; without it the words still say which incident it is. */
  const linkTo = async ({ card }: Incident): Promise<string | undefined> => {
    if (card === undefined) return undefined;
    const { channel, ts } = card;
    return textAt(
      await call('chat.getPermalink', { channel, message_ts: ts }).catch(() => undefined),
      'permalink',
    );
  };
  const wordsFor = async (incident: Incident) => {
    const link = await linkTo(incident);
    return (locale: Locale): DirectWords => ({ account: directory.nameOf(incident.account), link, locale });
  };

  return {
    async summon(incident) {
      const [group, words] = await Promise.all([people.onCall(), wordsFor(incident)]);
      let reached = 0;
      for (const user of group.slice(0, mostPeople)) {
        try {
          await send(user, (locale) => summons(incident, words(locale)));
          reached += 1;
        } catch (error) {
          // Nobody else must miss it because of one who left. That nobody at all could be told is thrown below.
          logger.warn('summons-failed', { user, incident: incident.id, error: String(error) });
          if (!(error instanceof SlackError)) throw error;
        }
      }
      if (reached === 0)
        throw new SlackError('conversations.open', group.length === 0 ? 'nobody_on_call' : 'nobody_reached');
      return reached;
    },

    async askOwner(incident, owner) {
      const words = await wordsFor(incident);
      try {
        await send(owner, (locale) => ownerQuestion(incident, words(locale)));
        return undefined;
      } catch (error) {
        if (error instanceof SlackError && unreachable.has(error.code)) return error.code;
        throw error;
      }
    },
  };
}
