import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ModalView } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { createSandboxClock, type SandboxClock } from '../../../sandbox/clock.ts';
import {
  type LocalSlack,
  type LocalSlackOptions,
  startLocalSlack,
} from '../../../sandbox/slack/local-slack.ts';
import { methodScopes } from '../../../sandbox/slack/method-scopes.ts';

/** A request as the app received it, byte for byte. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the app answers; `undefined` never answers. */
export type Answer =
  | { status?: number; type?: string; body?: string; headers?: Record<string, string> }
  | undefined;

export interface TestWorkspace {
  readonly slack: LocalSlack;
  readonly clock: SandboxClock;
  readonly client: WebClient;
  readonly received: Received[];
  /** Decides what the app answers from now on. */
  answer(reply: (request: Received) => Answer | Promise<Answer>): void;
  /** Calls the Web API without a client, as a form. */
  call(method: string, args?: Record<string, unknown>, token?: string): Promise<Record<string, unknown>>;
}

export const secret = 'the-signing-secret';
export const botToken = 'xoxb-111-222-local';
export const appToken = 'xapp-1-local';
export const allScopes = [...new Set(Object.values(methodScopes).flat()), 'chat:write.public', 'commands'];

export const seed: LocalSlackOptions['seed'] = {
  team: { id: 'T0ROOT', name: 'Root Guards', domain: 'root-guards' },
  app: { id: 'A0GUARD', name: 'RootGuard' },
  bot: { id: 'B0GUARD', userId: 'U0GUARD', name: 'rootguard' },
  users: [
    { id: 'U0KIM', name: 'kim', realName: 'Kim Minsu', locale: 'ko-KR', tz: 'Asia/Seoul', isAdmin: true },
    { id: 'U0LEE', name: 'lee', realName: 'Lee Ada', locale: 'en-US', tz: 'Europe/London' },
  ],
  channels: [
    { id: 'C0ALERTS', name: 'aws-root', members: ['U0KIM', 'U0LEE', 'U0GUARD'] },
    { id: 'C0OPEN', name: 'open', members: ['U0KIM'] },
    { id: 'C0SECRET', name: 'secret', members: ['U0KIM'], isPrivate: true },
    { id: 'C0OLD', name: 'old', members: ['U0KIM', 'U0GUARD'], archived: true },
  ],
  usergroups: [{ id: 'S0ONCALL', handle: 'oncall', users: ['U0LEE'] }],
};

const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  // What was started last is stopped first: an app must not lose its Slack while it still talks to it.
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Stops something after the test. */
export function afterTest(stop: () => Promise<unknown>): void {
  stops.push(stop);
}

/** Starts a workspace with an app beside it; both are gone after the test. */
export async function startWorkspace(options: Partial<LocalSlackOptions> = {}): Promise<TestWorkspace> {
  const received: Received[] = [];
  let reply: (request: Received) => Answer | Promise<Answer> = () => ({});
  const app = createServer(async (request, response) => {
    const got = { headers: request.headers, body: await text(request) };
    received.push(got);
    const answer = await reply(got);
    if (answer === undefined) return;
    const { status = 200, type = 'text/plain', body = '', headers = {} } = answer;
    response.writeHead(status, { 'Content-Type': type, ...headers }).end(body);
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const { port } = app.address() as AddressInfo;
  const clock = createSandboxClock();
  const slack = await startLocalSlack({
    clock,
    signingSecret: secret,
    botToken,
    appToken,
    scopes: allScopes,
    appUrl: () => `http://127.0.0.1:${port}/slack/events`,
    seed,
    ...options,
  });
  afterTest(async () => {
    await slack.close();
    clock.close();
    app.closeAllConnections();
    await new Promise((resolve) => app.close(resolve));
  });
  return {
    slack,
    clock,
    received,
    client: new WebClient(botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    }),
    answer(next) {
      reply = next;
    },
    async call(method, args = {}, token = botToken) {
      const fields = Object.entries(args).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]);
      const response = await fetch(slack.apiUrl + method, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}` },
        body: new URLSearchParams(fields as [string, string][]),
      });
      return (await response.json()) as Record<string, unknown>;
    },
  };
}

/** An answer in JSON, as Bolt gives it. */
export function json(body: unknown): Answer {
  return { type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

/** The payload of an interaction that the app received. */
export function payloadOf(request: Received | undefined): Record<string, never> {
  return JSON.parse(new URLSearchParams(request?.body).get('payload') ?? '{}');
}

/** A section with a text. */
export function section(text: string) {
  return { type: 'section', text: { type: 'mrkdwn', text } } as const;
}

/** A row with a button. */
export function buttonRow(actionId: string, value?: string) {
  const text = { type: 'plain_text', text: 'Press' } as const;
  return {
    type: 'actions',
    elements: [{ type: 'button', action_id: actionId, text, ...(value !== undefined && { value }) }],
  } as const;
}

/** A modal with one input. */
export const modal: ModalView = {
  type: 'modal',
  callback_id: 'explain',
  title: { type: 'plain_text', text: 'Explain' },
  submit: { type: 'plain_text', text: 'Save' },
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: { type: 'plain_text', text: 'Reason' },
      element: { type: 'plain_text_input', action_id: 'text', max_length: 20 },
    },
  ],
};
