import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver, type LogLevel } from '@slack/bolt';
import type { LocalSlack, LocalSlackOptions } from '../../../sandbox/slack/local-slack.ts';
import { afterTest, appToken, botToken, buttonRow, modal, secret, startWorkspace } from './workspace.ts';

/** Bolt as RootGuard uses it, against the local Slack: what it accepts here, it accepts from Slack. */
const authorize = async () => ({ botToken, botId: 'B0GUARD', botUserId: 'U0GUARD', teamId: 'T0ROOT' });

function listen(app: App): void {
  app.command('/rootguard', async ({ command, ack, respond, client }) => {
    if (command.text === 'later') {
      await ack('Checking…');
      await respond({ text: 'Checked.' });
      return;
    }
    if (command.text === 'explain') {
      await client.views.open({ trigger_id: command.trigger_id, view: modal });
      await ack();
      return;
    }
    await ack({ text: `You typed ${command.text}` });
  });
  app.action('acknowledge', async ({ ack, body, client, respond }) => {
    await ack();
    if (body.type !== 'block_actions' || body.channel === undefined || body.message === undefined) return;
    await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: `by ${body.user.id}` });
    await respond({ response_type: 'ephemeral', replace_original: false, text: 'Thank you.' });
  });
  app.view('explain', async ({ ack, view }) => {
    const typed = view.state.values.reason?.text?.value ?? '';
    if (typed.length < 3) await ack({ response_action: 'errors', errors: { reason: 'Say more.' } });
    else await ack();
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [buttonRow('refresh')] },
    });
  });
}

async function overHttp(): Promise<LocalSlack> {
  let port = 0;
  const { slack } = await startWorkspace({ appUrl: () => `http://127.0.0.1:${port}/slack/events` });
  const receiver = new ExpressReceiver({ signingSecret: secret, processBeforeResponse: true });
  listen(new App({ receiver, authorize, convoStore: false, clientOptions: { slackApiUrl: slack.apiUrl } }));
  const server = receiver.app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  port = (server.address() as AddressInfo).port;
  afterTest(() => new Promise((resolve) => server.close(resolve)));
  return slack;
}

async function overSocket(options: Partial<LocalSlackOptions> = {}): Promise<LocalSlack> {
  const { slack } = await startWorkspace({ delivery: 'socket', ...options });
  const app = new App({
    socketMode: true,
    appToken,
    authorize,
    convoStore: false,
    logLevel: 'error' as LogLevel,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  listen(app);
  await app.start();
  afterTest(() => app.stop());
  return slack;
}

describe.each([
  ['HTTP', overHttp],
  ['Socket Mode', overSocket],
])('a Bolt app over %s', (_name, start) => {
  test('answers a command at once and later', async () => {
    const slack = await start();
    expect(await slack.command({ user: 'U0KIM', text: '상태 & <x>' })).toMatchObject({ status: 200 });
    await slack.command({ user: 'U0KIM', text: 'later' });
    await until(() => slack.ephemeral('U0KIM').length === 3);
    const shown = slack.ephemeral('U0KIM').map(({ text }) => text);
    // The answer and the message at the response_url race each other, as they do in Slack.
    expect(shown.sort()).toEqual(['Checked.', 'Checking…', 'You typed 상태 & <x>']);
  });

  test('changes a message on a press', async () => {
    const slack = await start();
    const args = {
      channel: 'C0ALERTS',
      text: 'card',
      blocks: JSON.stringify([buttonRow('acknowledge', 'RG-1')]),
    };
    const headers = { Authorization: `Bearer ${botToken}` };
    await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(args),
    });
    expect(await slack.action({ user: 'U0LEE', action_id: 'acknowledge' })).toMatchObject({ status: 200 });
    await until(() => slack.ephemeral('U0LEE').length > 0);
    expect(slack.messages()).toMatchObject([{ text: 'by U0LEE' }]);
    expect(slack.ephemeral('U0LEE')).toMatchObject([{ text: 'Thank you.' }]);
  });

  test('opens a modal, finds fault with it and takes it', async () => {
    const slack = await start();
    await slack.command({ user: 'U0KIM', text: 'explain' });
    const [view] = slack.views('U0KIM');
    const submit = (text: string) =>
      slack.submit({ user: 'U0KIM', view_id: view?.id ?? '', values: { text } });
    await submit('x');
    expect(slack.views('U0KIM')).toMatchObject([{ errors: { reason: 'Say more.' } }]);
    await submit('the tax form');
    expect(slack.views('U0KIM')).toEqual([]);
  });

  test('publishes a home when it is opened', async () => {
    const slack = await start();
    expect(await slack.openHome('U0KIM')).toMatchObject({ status: 200 });
    await until(() => slack.home('U0KIM') !== undefined);
    expect(slack.home('U0KIM')).toMatchObject({ blocks: [{ type: 'actions' }] });
  });
});

describe('Socket Mode', () => {
  test('opens connections for the app-level token only', async () => {
    const { call } = await startWorkspace();
    expect(await call('apps.connections.open', {}, botToken)).toMatchObject({
      error: 'not_allowed_token_type',
    });
    expect(await call('apps.connections.open', {}, 'xapp-wrong')).toMatchObject({ error: 'invalid_auth' });
    expect(await call('apps.connections.open', {}, appToken)).toMatchObject({
      ok: true,
      url: expect.stringMatching(/^ws:/),
    });
  });

  test('a client is told when it should connect again', async () => {
    const { slack, call } = await startWorkspace();
    const { url } = await call('apps.connections.open', {}, appToken);
    const { WebSocket } = await import('ws');
    const types: unknown[] = [];
    const socket = new WebSocket(String(url));
    afterTest(async () => socket.terminate());
    socket.on('message', (data) => types.push(JSON.parse(String(data)).type));
    await until(() => types.length === 1);
    slack.refreshSockets();
    await until(() => types.length === 2);
    expect(types).toEqual(['hello', 'disconnect']);
  });

  test('a command fails with dispatch_failed while no app is connected', async () => {
    const { slack } = await startWorkspace({ delivery: 'socket' });
    expect(await slack.command({ user: 'U0KIM', text: '' })).toMatchObject({ error: 'dispatch_failed' });
  });

  test('a URL can be used once, and a made-up one not at all', async () => {
    const { call } = await startWorkspace();
    const { url } = await call('apps.connections.open', {}, appToken);
    expect(await greeting(String(url))).toMatchObject({
      type: 'hello',
      connection_info: { app_id: 'A0GUARD' },
    });
    await expect(greeting(String(url))).rejects.toThrow();
    await expect(greeting(String(url).replace(/ticket=\w+/, 'ticket=0'))).rejects.toThrow();
  });

  test('an app that acknowledges nothing runs into operation_timeout', async () => {
    const { slack, call } = await startWorkspace({ delivery: 'socket', ackDeadline: 50 });
    const { url } = await call('apps.connections.open', {}, appToken);
    await greeting(String(url), { keep: true });
    expect(await slack.command({ user: 'U0KIM', text: '' })).toMatchObject({
      status: 0,
      error: 'operation_timeout',
    });
  });
});

async function greeting(url: string, { keep = false } = {}): Promise<unknown> {
  const { WebSocket } = await import('ws');
  const socket = new WebSocket(url);
  if (keep) afterTest(async () => socket.terminate());
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data) => {
      resolve(JSON.parse(String(data)));
      if (!keep) socket.terminate();
    });
  });
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition() && tries < 200; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
}
