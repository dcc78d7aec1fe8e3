/** The three variables that make `npm start` run against a real workspace, and where Slack shows each. */
const places = {
  SLACK_BOT_TOKEN: 'OAuth & Permissions > Bot User OAuth Token (xoxb-…), after "Install to Workspace"',
  SLACK_SIGNING_SECRET: 'Basic Information > App Credentials > Signing Secret',
  SLACK_APP_TOKEN:
    'Basic Information > App-Level Tokens > Generate Token and Scopes, with connections:write (xapp-…)',
} as const;

/** Where to run: in the sandbox, in the real workspace, or nowhere because the tokens are half set. */
export type Destination =
  | { readonly kind: 'sandbox' }
  | { readonly kind: 'real' }
  | { readonly kind: 'incomplete'; readonly message: string };

/**
 * Reads which of Slack's variables are set. With some of them missing the message names those, and where to find
 * each: guessing would either leak a real token into a toy or alarm a real channel.
 */
export function destinationOf(env: Readonly<Record<string, string | undefined>>): Destination {
  const names = Object.keys(places) as (keyof typeof places)[];
  const missing = names.filter((name) => (env[name] ?? '').trim() === '');
  if (missing.length === names.length) return { kind: 'sandbox' };
  if (missing.length === 0) return { kind: 'real' };
  const lines = missing.map((name) => `  ${name}\n    ${places[name]}`);
  const given = names.filter((name) => !missing.includes(name));
  return {
    kind: 'incomplete',
    message: [
      `RootGuard did not start: ${given.join(' and ')} ${given.length === 1 ? 'is' : 'are'} set, but ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      'At https://api.slack.com/apps, in the settings of your app:',
      ...lines,
      'Set all three to run in your workspace, or none of them to run in the sandbox.',
    ].join('\n'),
  };
}
