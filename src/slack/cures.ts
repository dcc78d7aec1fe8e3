/**
 * What to do about an error of Slack's, in a sentence for the log; undefined where waiting and trying again is all there
 * is to do. The errors: https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
export function slackCure(code: string): string | undefined {
  return Object.hasOwn(cures, code) ? cures[code] : undefined;
}

const invite =
  'Invite the bot: /invite @RootGuard in #… (the channel whose id is ROOTGUARD_CHANNEL; a private channel is hidden from the bot until then).';
const token =
  'Install the app in the workspace again and put its bot token (xoxb-…) into the parameter; it is read again by itself.';

const cures: Readonly<Record<string, string>> = {
  not_in_channel: invite,
  channel_not_found: `${invite} If it is there already, ROOTGUARD_CHANNEL is the id of another channel.`,
  is_archived: 'Unarchive the channel, or set ROOTGUARD_CHANNEL to the id of another one.',
  restricted_action: 'A rule of the workspace lets only some people post there: allow the app to post.',
  missing_scope: 'Update the app from manifest.yml and install it in the workspace again.',
  not_allowed_token_type: "Use the bot token (xoxb-…), not a user's or an app's.",
  invalid_auth: token,
  not_authed: token,
  token_revoked: token,
  token_expired: token,
  account_inactive: token,
};
