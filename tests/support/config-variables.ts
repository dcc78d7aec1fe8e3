import { type Environment, readConfig } from '../../src/config.ts';

/** The names of all variables that config.ts looks up, whether Slack's secrets are given as values or as parameters. */
export function variablesReadByConfig(): ReadonlySet<string> {
  const channel = { ROOTGUARD_CHANNEL: 'C0123456789' };
  return new Set([
    ...namesRead({ ...channel, SLACK_BOT_TOKEN: 'x', SLACK_SIGNING_SECRET: 'x' }),
    ...namesRead({ ...channel, SLACK_BOT_TOKEN_PARAMETER: 'x', SLACK_SIGNING_SECRET_PARAMETER: 'x' }),
  ]);
}

function namesRead(env: Environment): ReadonlySet<string> {
  const names = new Set<string>();
  const watched = new Proxy(env, {
    get(target, name) {
      names.add(String(name));
      return target[String(name)];
    },
  });
  readConfig(watched);
  return names;
}
