import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Config } from '../../config.ts';
import { at, textAt } from '../../core/json.ts';
import { SlackError } from '../../core/ports.ts';
import { createExchange, type Exchange } from '../../http/exchange.ts';
import { createSlackCall, type SlackCall } from '../../slack/call.ts';
import { slackCure } from '../../slack/cures.ts';
import { type Diagnosis, fault, note, ok, unknown } from './diagnosis.ts';

/** A call of Slack's Web API, and what the last answer said that the token may do. */
export interface SlackProbe {
  readonly call: SlackCall;
  /** Undefined until Slack has told. */
  scopes(): readonly string[] | undefined;
}

export function slackProbe(config: Config, botToken: string): SlackProbe {
  const send = createExchange({ keepAlive: false });
  let scopes: readonly string[] | undefined;
  const exchange: Exchange = async (request) => {
    const answer = await send(request);
    const told = answer.headers['x-oauth-scopes'];
    if (typeof told === 'string') scopes = told.split(',').map((scope) => scope.trim());
    return answer;
  };
  const call = createSlackCall({
    token: () => botToken,
    apiUrl: config.slackApiUrl,
    timeoutMs: 10_000,
    exchange,
  });
  return { call, scopes: () => scopes };
}

/** Whether Slack takes the token, and whether it may do what manifest.yml asks for. https://docs.slack.dev/reference/methods/auth.test */
export async function tokenHealth({ call, scopes }: SlackProbe): Promise<readonly Diagnosis[]> {
  const part = 'Bot token';
  try {
    const identity = await call('auth.test', {});
    const wanted = await manifestScopes();
    const held = scopes();
    return [
      ok(part, `Slack knows it: ${textAt(identity, 'user')} in the workspace ${textAt(identity, 'team')}.`),
      scopesOf(wanted, held),
    ];
  } catch (error) {
    return [refusal(part, error)];
  }
}

function scopesOf(wanted: readonly string[], held: readonly string[] | undefined): Diagnosis {
  const part = 'Scopes';
  if (held === undefined) return unknown(part, 'Slack did not say what the token may do.');
  const missing = wanted.filter((scope) => !held.includes(scope));
  return missing.length === 0
    ? ok(part, `All ${wanted.length} of manifest.yml.`)
    : fault(
        part,
        `Missing: ${missing.join(', ')}.`,
        'Update the app from manifest.yml (api.slack.com/apps, App Manifest) and install it in the workspace again.',
      );
}

/** Whether somebody may act. https://docs.slack.dev/reference/methods/usergroups.users.list */
export async function respondersHealth({ call }: SlackProbe, { responders }: Config): Promise<Diagnosis> {
  const part = 'Who may act';
  if (responders === undefined)
    return note(
      part,
      'Only workspace admins: no user group is set.',
      'Give the stack a user group: sam deploy --parameter-overrides Responders=S0123456789',
    );
  try {
    const users = at(await call('usergroups.users.list', { usergroup: responders }), 'users');
    const count = Array.isArray(users) ? users.length : 0;
    return count > 0
      ? ok(part, `The ${count} of the user group ${responders}, and workspace admins.`)
      : fault(
          part,
          `Nobody is in the user group ${responders}.`,
          'Add people to it in Slack: People, User groups.',
        );
  } catch (error) {
    if (error instanceof SlackError && error.code === 'no_such_subteam')
      return fault(
        part,
        `There is no user group ${responders}.`,
        'Copy the id of the group from Slack, and deploy: sam deploy --parameter-overrides Responders=S0123456789',
      );
    return refusal(part, error);
  }
}

function refusal(part: string, error: unknown): Diagnosis {
  if (!(error instanceof SlackError)) throw error;
  const cure = slackCure(error.code);
  return cure === undefined
    ? unknown(part, `Slack did not tell (${error.code}).`, 'Run this again in a minute.')
    : fault(part, `Slack says ${error.code}.`, cure);
}

/** The manifest lies at the root of the project, as this file's bundle lies in dist/cli. */
async function manifestScopes(): Promise<readonly string[]> {
  const manifest = parse(await readFile(join(__dirname, '..', '..', 'manifest.yml'), 'utf8'));
  const scopes = at(manifest, 'oauth_config', 'scopes', 'bot');
  return Array.isArray(scopes) ? scopes.map(String) : [];
}
