import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { commandScope, methodScopes, publicPostScope } from '../../sandbox/slack/method-scopes.ts';
import { asObject, at, type JsonObject, objectAt, textAt } from '../../src/core/json.ts';

/** The Slack app's manifest, as the project ships it. */
export function readManifest(root: string): JsonObject {
  const manifest = asObject(parse(readFileSync(join(root, 'manifest.yml'), 'utf8')));
  if (manifest === undefined) throw new Error('manifest.yml is not a map.');
  return manifest;
}

/** What a manifest declares. Lists are empty where the manifest says nothing. */
export interface Declared {
  readonly commands: readonly string[];
  /** Type and callback_id, such as `message add-note`. */
  readonly shortcuts: readonly string[];
  readonly events: readonly string[];
  readonly scopes: readonly string[];
  readonly interactivity: boolean;
  /** Every address that Slack sends something to. */
  readonly addresses: readonly (string | undefined)[];
}

/** Reads the declarations that the code must keep to. */
export function declaredBy(manifest: JsonObject): Declared {
  const features = objectAt(manifest, 'features');
  const settings = objectAt(manifest, 'settings');
  const commands = list(at(features, 'slash_commands'));
  const events = objectAt(settings, 'event_subscriptions');
  const interactivity = at(settings, 'interactivity', 'is_enabled') === true;
  return {
    commands: commands.map((command) => textAt(command, 'command') ?? ''),
    shortcuts: list(at(features, 'shortcuts')).map(
      (shortcut) => `${textAt(shortcut, 'type')} ${textAt(shortcut, 'callback_id')}`,
    ),
    events: list(at(events, 'bot_events')).map(String),
    scopes: list(at(manifest, 'oauth_config', 'scopes', 'bot')).map(String),
    interactivity,
    addresses: [
      ...commands.map((command) => textAt(command, 'url')),
      ...(interactivity ? [textAt(settings, 'interactivity', 'request_url')] : []),
      ...(events === undefined ? [] : [textAt(events, 'request_url')]),
    ],
  };
}

/** What is wrong with a manifest that Slack's schema does not see; empty if nothing is. */
export function manifestFaults(manifest: JsonObject): readonly string[] {
  const declared = declaredBy(manifest);
  const socketMode = at(manifest, 'settings', 'socket_mode_enabled') === true;
  const color = textAt(manifest, 'display_information', 'background_color');
  return [
    ...declared.scopes.filter((scope) => !knownScopes.has(scope)).map((scope) => `unknown scope ${scope}`),
    ...declared.commands.filter((name) => !/^\/[a-z0-9_-]+$/.test(name)).map((name) => `bad command ${name}`),
    ...[...declared.commands, ...declared.shortcuts, ...declared.events, ...declared.scopes]
      .filter((name, index, all) => all.indexOf(name) !== index)
      .map((name) => `${name} twice`),
    ...(socketMode ? [] : declared.addresses.flatMap(addressFaults)),
    ...(new Set(declared.addresses).size > 1 ? ['more than one address'] : []),
    ...(color !== undefined && !/^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(color) ? [`bad color ${color}`] : []),
  ];
}

function addressFaults(address: string | undefined): readonly string[] {
  if (address === undefined) return ['an address is missing'];
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const right =
    url !== undefined &&
    url.protocol === 'https:' &&
    /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(url.hostname) &&
    !/[<>${}]/.test(decodeURI(address));
  return right ? [] : [`bad address ${address}`];
}

/** RootGuard's own world: a scope that neither a method nor a feature knows is a slip of the pen or is not needed. */
const knownScopes: ReadonlySet<string> = new Set([
  ...Object.values(methodScopes).flat(),
  commandScope,
  publicPostScope,
]);

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
