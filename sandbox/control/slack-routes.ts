import express, { type Request, type Router } from 'express';
import { asObject, asText, at } from '../../src/core/json.ts';
import { alertsChannel } from '../seed.ts';
import { objectBody, onlyFields, optionalText, text } from './body.ts';
import { asked, ControlError } from './control-error.ts';
import type { ControlParts } from './parts.ts';

const shapes = {
  command: '{"user":"U0KIM","channel":"C0ALERTS","text":"status"}',
  action: '{"user":"U0KIM","channel":"C0ALERTS","message_ts":"…","action_id":"…","value":"…"}',
  submit: '{"user":"U0KIM","view_id":"V…","values":{"action_id":"…"}}',
  close: '{"user":"U0KIM","view_id":"V…"}',
  shortcut: '{"user":"U0KIM","callback_id":"…","channel":"C0ALERTS","message_ts":"…"}',
  home: '{"user":"U0KIM"}',
} as const;

/** What people do in Slack, and what they see. The channel is C0ALERTS unless another is named. */
export function slackRoutes({ slack }: ControlParts): Router {
  const router = express.Router();

  router.post('/slack/command', async (request, response) => {
    const body = checked(request, 'command', ['user', 'channel', 'text', 'command']);
    const { user, channel } = who(body, 'command');
    // An empty text is a command too: `/rootguard` alone.
    const typed = optionalText(body, 'text') ?? '';
    const command = optionalText(body, 'command');
    const said = { user, channel, text: typed, ...(command !== undefined && { command }) };
    response.json(await asked(() => slack.command(said)));
  });

  router.post('/slack/action', async (request, response) => {
    const body = checked(request, 'action', [
      'user',
      'channel',
      'message_ts',
      'view_id',
      'action_id',
      'value',
    ]);
    const { user, channel } = who(body, 'action');
    const press = {
      user,
      channel,
      action_id: text(body, 'action_id', shapes.action),
      ...optional(body, 'message_ts'),
      ...optional(body, 'view_id'),
      ...(at(body, 'value') !== undefined && { value: at(body, 'value') }),
    };
    response.json(await asked(() => slack.action(press)));
  });

  router.post('/slack/submit', async (request, response) => {
    const body = checked(request, 'submit', ['user', 'view_id', 'values']);
    const values = at(body, 'values') ?? {};
    const filled = asObject(values);
    if (filled === undefined)
      throw new ControlError(`"values" must be an object. Expected: ${shapes.submit}`);
    const { user } = who(body, 'submit');
    const submitted = { user, view_id: text(body, 'view_id', shapes.submit), values: filled };
    response.json(await asked(() => slack.submit(submitted)));
  });

  router.post('/slack/close', async (request, response) => {
    const body = checked(request, 'close', ['user', 'view_id']);
    const { user } = who(body, 'close');
    const closed = { user, view_id: text(body, 'view_id', shapes.close) };
    response.json((await asked(() => slack.closeView(closed))) ?? { ok: true });
  });

  router.post('/slack/shortcut', async (request, response) => {
    const body = checked(request, 'shortcut', ['user', 'callback_id', 'channel', 'message_ts']);
    const picked = { ...who(body, 'shortcut'), callback_id: text(body, 'callback_id', shapes.shortcut) };
    const ts = optionalText(body, 'message_ts');
    response.json(
      await asked(() =>
        ts === undefined ? slack.shortcut(picked) : slack.messageShortcut({ ...picked, message_ts: ts }),
      ),
    );
  });

  router.post('/slack/home', async (request, response) => {
    const { user } = who(checked(request, 'home', ['user']), 'home');
    response.json(await asked(() => slack.openHome(user)));
  });

  router.get('/slack/messages', async (request, response) => {
    const channel = asText(request.query.channel) ?? alertsChannel;
    response.json(await asked(() => slack.messages(channel, asText(request.query.thread_ts))));
  });

  router.get('/slack/ephemeral', async (request, response) => {
    response.json(await asked(() => slack.ephemeral(userIn(request))));
  });
  router.get('/slack/views', async (request, response) => {
    response.json(await asked(() => slack.views(userIn(request))));
  });
  router.get('/slack/home', async (request, response) => {
    response.json((await asked(() => slack.home(userIn(request)))) ?? null);
  });

  router.get('/slack/files/:id', (request, response) => {
    const file = slack.file(request.params.id);
    if (file === undefined) throw new ControlError('There is no such file.', 404);
    response.attachment(file.name).send(file.bytes);
  });

  return router;
}

type Shape = keyof typeof shapes;
type Body = ReturnType<typeof objectBody>;

function checked(request: Request, shape: Shape, fields: readonly string[]): Body {
  const body = objectBody(request.body, shapes[shape]);
  onlyFields(body, fields);
  return body;
}

function who(body: Body, shape: Shape): { readonly user: string; readonly channel: string } {
  return { user: text(body, 'user', shapes[shape]), channel: optionalText(body, 'channel') ?? alertsChannel };
}

function optional<Name extends string>(body: Body, name: Name): { readonly [K in Name]?: string } {
  const value = optionalText(body, name);
  return value === undefined ? {} : ({ [name]: value } as { readonly [K in Name]?: string });
}

function userIn({ query, path }: Request): string {
  const user = asText(query.user);
  if (user === undefined) throw new ControlError(`Whose? Ask for ${path}?user=U0KIM.`);
  return user;
}
