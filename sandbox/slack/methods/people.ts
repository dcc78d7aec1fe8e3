import type { JsonObject } from '../../../src/core/json.ts';
import { requiredText } from '../arguments.ts';
import { isSet } from '../message-content.ts';
import { SlackRefusal } from '../refusal.ts';
import type { SeedUser } from '../types.ts';
import type { Method, MethodCall } from './call.ts';

/** users.info, usergroups.users.list, auth.test, api.test: https://docs.slack.dev/reference/methods */
export const peopleMethods: Readonly<Record<string, Method>> = {
  'api.test': ({ args }) => {
    if (typeof args.error === 'string' && args.error !== '') throw new SlackRefusal(args.error, { args });
    return { args };
  },
  'auth.test': ({ workspace: { seed } }) => ({
    url: `https://${seed.team.domain}.slack.com/`,
    team: seed.team.name,
    user: seed.bot.name,
    team_id: seed.team.id,
    user_id: seed.bot.userId,
    bot_id: seed.bot.id,
    is_enterprise_install: false,
  }),
  'users.info': usersInfo,
  'usergroups.users.list': ({ args, workspace }) => {
    const usergroup = requiredText(args, 'usergroup');
    const group = (workspace.seed.usergroups ?? []).find(({ id }) => id === usergroup);
    if (group === undefined) throw new SlackRefusal('no_such_subteam');
    return { users: group.users };
  },
};

function usersInfo({ args, workspace }: MethodCall): JsonObject {
  const { team, bot } = workspace.seed;
  const id = requiredText(args, 'user');
  const itself: SeedUser = {
    id,
    name: bot.name,
    realName: bot.name,
    locale: 'en-US',
    tz: 'Etc/UTC',
    isBot: true,
  };
  const user = workspace.findUser(id) ?? (id === bot.userId ? itself : undefined);
  if (user === undefined) throw new SlackRefusal('user_not_found');
  const { isAdmin = false, isBot = false } = user;
  return {
    user: {
      id: user.id,
      team_id: team.id,
      name: user.name,
      deleted: workspace.left.has(id),
      real_name: user.realName,
      tz: user.tz,
      tz_label: user.tz,
      tz_offset: offsetOf(user.tz, workspace.clock.now()),
      profile: { real_name: user.realName, display_name: user.displayName ?? '', team: team.id },
      is_admin: isAdmin,
      is_owner: false,
      is_primary_owner: false,
      is_restricted: false,
      is_ultra_restricted: false,
      is_bot: isBot,
      is_app_user: false,
      updated: 1_700_000_000,
      ...(isSet(args, 'include_locale') && { locale: user.locale }),
    },
  };
}

/** Seconds east of UTC at this moment. */
function offsetOf(tz: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(
    at,
  );
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
}
