import { at, textAt } from '../core/json.ts';
import { localeOf } from '../core/locale.ts';
import { type Clock, type Logger, type People, type Profile, SlackError } from '../core/ports.ts';
import type { SlackCall } from './call.ts';

/** How long a person's name and language are remembered, in ms. */
const profileLife = 60 * 60_000;

/** How long the list of responders is remembered, in ms: short, because a removed person must lose the right soon. */
const respondersLife = 60_000;

/** People from Slack. `responders` is the id of the user group whose members may act; without it only admins may. */
export function createPeople(options: {
  readonly call: SlackCall;
  readonly responders: string | undefined;
  /** The id of the user group that is called when nobody is on an alert. */
  readonly onCall?: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}): People {
  const { call, responders, onCall, clock, logger } = options;
  const remember = memory(clock);

  /** users.info carries the locale only when asked to: https://docs.slack.dev/reference/methods/users.info */
  const user = (id: string) =>
    remember(`user ${id}`, profileLife, async () =>
      at(await call('users.info', { user: id, include_locale: true }), 'user'),
    );

  const group = (id: string) =>
    remember(`group ${id}`, respondersLife, async () =>
      at(await call('usergroups.users.list', { usergroup: id }), 'users'),
    );

  const isResponder = async (id: string) => {
    if (responders === undefined) return false;
    const users = await group(responders);
    return Array.isArray(users) && users.includes(id);
  };

  const isAdmin = async (id: string) => {
    const info = await user(id);
    return at(info, 'is_admin') === true && at(info, 'deleted') !== true;
  };

  return {
    hasResponders: responders !== undefined,

    async onCall() {
      const users = onCall === undefined ? [] : await group(onCall);
      return Array.isArray(users) ? users.filter((id) => typeof id === 'string') : [];
    },

    async profile(id) {
      try {
        return profileOf(id, await user(id));
      } catch (error) {
        logger.warn('profile-unknown', { user: id, error: String(error) });
        return { name: id, locale: 'en' };
      }
    },

    async isHere(id) {
      try {
        const info = await user(id);
        return at(info, 'deleted') === true || at(info, 'is_bot') === true ? 'no' : 'yes';
      } catch (error) {
        if (error instanceof SlackError && absent.has(error.code)) return 'no';
        logger.warn('person-unknown', { user: id, error: String(error) });
        return 'unknown';
      }
    },

    /** One "yes" is enough; a "no" needs both answers, and a question that Slack did not answer is never a "yes". */
    async mayAct(id) {
      const answers = await Promise.allSettled([isResponder(id), isAdmin(id)]);
      if (answers.some((answer) => answer.status === 'fulfilled' && answer.value)) return 'yes';
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (failed === undefined) return 'no';
      logger.warn('permission-unknown', { user: id, error: String(failed.reason) });
      return 'unknown';
    },
  };
}

/** https://docs.slack.dev/reference/methods/users.info#errors */
const absent: ReadonlySet<string> = new Set(['user_not_found', 'user_not_visible']);

function profileOf(id: string, user: unknown): Profile {
  const name =
    textAt(user, 'profile', 'display_name') ??
    textAt(user, 'profile', 'real_name') ??
    textAt(user, 'real_name') ??
    textAt(user, 'name');
  return { name: name ?? id, locale: localeOf(textAt(user, 'locale')) };
}

/** Remembers answers for a while, never failures. Two questions at once share one call. */
function memory(clock: Clock) {
  const kept = new Map<string, { readonly until: number; readonly answer: Promise<unknown> }>();
  return (key: string, life: number, ask: () => Promise<unknown>): Promise<unknown> => {
    const known = kept.get(key);
    if (known !== undefined && clock() < known.until) return known.answer;
    const answer = ask();
    kept.set(key, { until: clock() + life, answer });
    answer.catch(() => kept.delete(key));
    return answer;
  };
}
