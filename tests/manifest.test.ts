import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { commandScope, methodScopes, scopeFor } from '../sandbox/slack/method-scopes.ts';
import { asObject, type JsonObject, objectAt } from '../src/core/json.ts';
import { shortcuts } from '../src/listeners/shortcuts/index.generated.ts';
import { declaredBy, manifestFaults, readManifest } from './support/manifest.ts';
import { callsBelow, callsIn, type SourceCall } from './support/source-calls.ts';

const root = join(__dirname, '..');
const schemaFile = join(root, '..', 'shared', 'slack', 'manifest.schema.1.0.0.json');
const manifest = readManifest(root);
const declared = declaredBy(manifest);
const calls = callsBelow(root, 'src');

describe('the manifest by itself', () => {
  // Slack's schema stays outside the project. Where it is absent, jest says "skipped": unknown is not a pass.
  (existsSync(schemaFile) ? test : test.skip)("is valid by Slack's own schema", () => {
    const validate = validator();
    expect(validate(manifest)).toEqual([]);
    // A schema that lets everything through would say the same.
    expect(validate({ ...manifest, festures: {} })).not.toEqual([]);
  });

  test('has none of the faults that the schema does not see', () => {
    expect(manifestFaults(manifest)).toEqual([]);
  });

  test.each([
    ['an unknown scope', ['oauth_config', 'scopes', 'bot'], ['comands'], 'unknown scope comands'],
    ['a scope twice', ['oauth_config', 'scopes', 'bot'], ['commands', 'commands'], 'commands twice'],
    ['a command in upper case', ['features', 'slash_commands'], [slash('/RootGuard')], 'bad command'],
    ['a command with a space', ['features', 'slash_commands'], [slash('/root guard')], 'bad command'],
    [
      'a placeholder for a host',
      ['features', 'slash_commands', '0', 'url'],
      'https://<host>/',
      'bad address',
    ],
    [
      'plain http',
      ['features', 'slash_commands', '0', 'url'],
      'http://rootguard.example.com/',
      'bad address',
    ],
    ['no address', ['settings', 'interactivity'], { is_enabled: true }, 'an address is missing'],
    ['another address', ['features', 'slash_commands', '0', 'url'], 'https://example.com/', 'more than one'],
    ['a bad colour', ['display_information', 'background_color'], '#xyz', 'bad color'],
  ] as const)('%s would be found', (_, path, value, fault) => {
    expect(manifestFaults(changed(manifest, path, value)).join('\n')).toContain(fault);
  });
});

describe('the manifest and the code', () => {
  test('every Slack method that the code calls is known, so that its scopes are', () => {
    expect(slackMethods().filter((method) => methodScopes[method] === undefined)).toEqual([]);
    expect(slackMethods()).toEqual(expect.arrayContaining(['chat.postMessage', 'users.info', 'views.open']));
  });

  test('no call hides which method it is', () => {
    // src/aws speaks to AWS; src/slack/call.ts takes any method, and new-token.ts and remembered-limits.ts pass on what they were given.
    const hidden = calls
      .filter(({ callee, argument }) => isSlackCall(callee) && argument.kind === 'other')
      .filter(
        ({ file }) =>
          !file.startsWith(join('src', 'aws')) &&
          file !== join('src', 'lambda', 'new-token.ts') &&
          file !== join('src', 'slack', 'remembered-limits.ts'),
      );
    expect(hidden.map(({ file, callee }) => `${file}: ${callee}`)).toEqual([]);
  });

  test('every scope that a call or a feature needs is asked for, and no other', () => {
    expect([...declared.scopes].sort()).toEqual([...neededScopes()].sort());
  });

  test('every command is declared and answered', () => {
    expect(registered('command')).toEqual([...declared.commands].sort());
  });

  test('every shortcut is declared, with its type, and answered', () => {
    // They are dispatched by name, as buttons are: what is registered by itself would not be in the index.
    expect(registered('shortcut')).toEqual([]);
    const written = Object.entries(shortcuts).map(([id, { on }]) => `${on} ${id}`);
    expect(written.sort()).toEqual([...declared.shortcuts].sort());
  });

  test('App Home is on where it is drawn, and takes direct messages where some are sent', () => {
    const tabs = objectAt(manifest, 'features', 'app_home');
    expect(tabs?.home_tab_enabled).toBe(slackMethods().includes('views.publish'));
    expect(tabs?.messages_tab_enabled).toBe(slackMethods().includes('conversations.open'));
    // Nobody listens to messages to the bot.
    expect(tabs?.messages_tab_read_only_enabled).toBe(true);
  });

  test('every event is declared and listened to', () => {
    expect(registered('event')).toEqual([...declared.events].sort());
    // Without a subscription to message events, app.message would never hear anything.
    expect(calls.filter(({ callee }) => callee === 'app.message')).toEqual([]);
  });

  test('buttons and modals are answered, so interactivity is on', () => {
    const interactive = ['app.action', 'app.view', 'app.shortcut', 'app.options'];
    expect(calls.some(({ callee }) => interactive.includes(callee))).toBe(declared.interactivity);
  });

  test('the reader of the code sees calls however they are written', () => {
    const source = `
      const name = '/late'; // app.command('/in-a-comment')
      app.command(name, async ({ client }) => { await client.chat.update({ ts: '1' }); });
      await services.call?.('users.info', {});
    `;
    const seen = callsIn(source, 'a.ts');
    expect(slackMethods(seen)).toEqual(['chat.update', 'users.info']);
    expect(registered('command', seen)).toEqual(['/late']);
  });
});

/** Slack's schema has no `$id` and mixes types, so that ajv is neither strict nor asked to know its formats. */
function validator(): (value: unknown) => readonly unknown[] {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}

/** The methods that are called: by the Web API's own client, by `say`, or by a SlackCall, whose methods have a dot. */
function slackMethods(from: readonly SourceCall[] = calls): readonly string[] {
  const methods = from.flatMap(({ callee, argument }) => {
    const ofClient = /(?:^|\.)client\.([a-z]+(?:\.[a-zA-Z]+)+)$/.exec(callee)?.[1];
    if (ofClient !== undefined) return [ofClient];
    if (callee === 'say') return ['chat.postMessage'];
    const dotted = argument.kind === 'text' && argument.value.includes('.');
    return isSlackCall(callee) && dotted ? [argument.value] : [];
  });
  return [...new Set(methods)].sort();
}

function isSlackCall(callee: string): boolean {
  return callee === 'call' || callee.endsWith('.call');
}

/** An alerts channel may be public or private; where that decides the scope, both are needed. Only direct messages are opened. */
function neededScopes(): ReadonlySet<string> {
  const ofMethods = slackMethods().flatMap((method) =>
    method === 'conversations.open'
      ? [scopeFor(method, 'im')]
      : (['public', 'private'] as const).map((kind) => scopeFor(method, kind)),
  );
  const features = declared.commands.length + declared.shortcuts.length > 0 ? [commandScope] : [];
  return new Set([...ofMethods, ...features].filter((scope) => scope !== undefined));
}

/** What is registered by name; a pattern is a net for whatever else Slack may send, and declares nothing. */
function registered(what: string, from: readonly SourceCall[] = calls): readonly string[] {
  return from
    .filter(({ callee, argument }) => callee === `app.${what}` && argument.kind !== 'pattern')
    .map(({ file, argument }) => (argument.kind === 'text' ? argument.value : `(unreadable) in ${file}`))
    .sort();
}

function slash(command: string): JsonObject {
  return { command, url: 'https://rootguard.example.com/slack/events', description: 'x' };
}

function changed(value: unknown, path: readonly string[], next: unknown): JsonObject {
  const [key, ...rest] = path;
  const replaced = key === undefined ? next : copyWith(value, key, (inner) => changed(inner, rest, next));
  return replaced as JsonObject;
}

function copyWith(value: unknown, key: string, change: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value))
    return value.map((entry, index) => (String(index) === key ? change(entry) : entry));
  return { ...asObject(value), [key]: change(asObject(value)?.[key] ?? objectAt(value, key)) };
}
