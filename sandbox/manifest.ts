import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { at, textAt } from '../src/core/json.ts';
import { projectPath } from './project.ts';

/** What the bot token may do is what manifest.yml asks for. Throws if it names no scopes. */
export function botScopes(): readonly string[] {
  const declared = at(manifest(), 'oauth_config', 'scopes', 'bot');
  if (!Array.isArray(declared))
    throw new Error('manifest.yml names no bot scopes (oauth_config.scopes.bot).');
  return declared.map(String);
}

/** Which tabs manifest.yml turns on. */
export function homeTabs(): { readonly home: boolean; readonly messages: boolean } {
  const home = at(manifest(), 'features', 'app_home');
  return {
    home: at(home, 'home_tab_enabled') === true,
    messages: at(home, 'messages_tab_enabled') === true,
  };
}

/** A shortcut, as Slack's client offers it. */
export interface OfferedShortcut {
  readonly name: string;
  readonly callbackId: string;
  /** In a message's menu, or anywhere. */
  readonly type: 'message' | 'global';
}

/** The shortcuts of manifest.yml. */
export function offeredShortcuts(): readonly OfferedShortcut[] {
  const shortcuts = at(manifest(), 'features', 'shortcuts');
  return (Array.isArray(shortcuts) ? shortcuts : []).map((shortcut) => ({
    name: textAt(shortcut, 'name') ?? '',
    callbackId: textAt(shortcut, 'callback_id') ?? '',
    type: at(shortcut, 'type') === 'message' ? 'message' : 'global',
  }));
}

/** Whether the texts of commands come escaped. */
export function escapesCommands(): boolean {
  const commands = at(manifest(), 'features', 'slash_commands');
  return Array.isArray(commands) && commands.every((command) => at(command, 'should_escape') === true);
}

function manifest(): unknown {
  return parse(readFileSync(projectPath('manifest.yml'), 'utf8'));
}
