import { workspaceSeed } from '../../sandbox/seed.ts';
import { createRateLimiter } from '../../sandbox/slack/rate-limiter.ts';
import type { Reply } from '../../sandbox/slack/reply.ts';
import { createTickets } from '../../sandbox/slack/tickets.ts';
import { answerApi, type WebApiParts } from '../../sandbox/slack/web-api.ts';
import { createWorkspace, type Workspace } from '../../sandbox/slack/workspace.ts';
import { type Exchange, ExchangeError, type Incoming } from '../../src/http/exchange.ts';
import { createSlackCall, type SlackCall } from '../../src/slack/call.ts';
import { rememberLimits } from '../../src/slack/remembered-limits.ts';
import { unescapedIn } from '../support/unescaped.ts';
import type { Faults } from './faults.ts';
import type { Random } from './random.ts';
import type { Scheduler, Worker } from './scheduler.ts';

/** The strict local Slack in this process: its methods, limits and refusals without HTTP. */
export interface FaultySlack {
  readonly workspace: Workspace;
  /** What left the app so far, by method. */
  readonly calls: Map<string, number>;
  /** What left the app and must not have: control sequences, mentions, links and breaks out of an event. */
  readonly unescaped: string[];
  /** RootGuard's own client, for one worker. */
  callFor(worker: Worker): SlackCall;
  /** From now on Slack takes nothing from the app any more. */
  revoke(): void;
}

/** What a Slack needs. */
export interface SlackParts {
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly random: Random;
  readonly scopes: ReadonlySet<string>;
}

const botToken = 'xoxb-token-of-the-tests';
const apiUrl = 'https://slack.test/api/';
const timeoutMs = 10_000;

export function createFaultySlack({ scheduler, faults, random, scopes }: SlackParts): FaultySlack {
  const clock = virtualClock(scheduler);
  const workspace = createWorkspace(workspaceSeed, clock);
  const calls = new Map<string, number>();
  const unescaped: string[] = [];
  let revoked = false;
  const parts: WebApiParts = {
    workspace,
    tickets: createTickets(workspace),
    limiter: createRateLimiter(clock.now),
    botToken,
    appToken: undefined,
    scopes,
    isRevoked: () => revoked,
    origin: () => 'https://slack.test',
    openConnection: () => ({}),
  };

  /** The client of an environment, in the hands of whoever runs there now: it remembers what Slack said to those before. */
  const clients = new WeakMap<object, { worker: Worker; readonly call: SlackCall }>();
  const clientOf = (first: Worker) => {
    const client: { worker: Worker; readonly call: SlackCall } = {
      worker: first,
      call: rememberLimits(
        createSlackCall({
          token: () => botToken,
          apiUrl,
          timeoutMs,
          exchange: (request) => exchangeFor(client.worker)(request),
        }),
        scheduler.now,
      ),
    };
    return client;
  };

  const exchangeFor =
    (worker: Worker): Exchange =>
    async ({ url, headers, body }) => {
      const method = url.pathname.split('/').at(-1) ?? '';
      const form = body.toString();
      calls.set(method, (calls.get(method) ?? 0) + 1);
      unescaped.push(...wrongIn(form));
      const accept = () => answerApi(parts, { method, headers, query: '', body: form });
      await scheduler.suspend(worker, `slack ${method}`);
      const reply = await struck(worker, method, accept);
      await scheduler.suspend(worker, `answer of slack ${method}: ${reply.error ?? reply.status}`);
      return reply;
    };

  /** Slack's answer, or what a fault makes of it. What is accepted and then lost was done. */
  async function struck(
    worker: Worker,
    method: string,
    accept: () => Reply,
  ): Promise<Incoming & { error?: string }> {
    const kind = faults.among([
      'slack-429',
      'slack-5xx',
      'slack-5xx-after',
      'slack-hang',
      'slack-hang-after',
      'slack-reset',
      'slack-reset-after',
      'slack-refuses',
    ]);
    if (kind?.endsWith('-after')) accept();
    switch (kind) {
      case undefined:
        return incoming(accept());
      case 'slack-429':
        return { status: 429, headers: { 'retry-after': String(1 + random.int(60)) }, body: '' };
      case 'slack-refuses':
        return incoming({ status: 200, body: { ok: false, error: random.pick(refusals) } });
      case 'slack-5xx':
      case 'slack-5xx-after':
        return { status: random.pick([500, 502, 503, 504]), headers: {}, body: `${method} failed` };
      case 'slack-hang':
      case 'slack-hang-after':
        await scheduler.sleep(worker, timeoutMs);
        throw new ExchangeError('timeout');
      default:
        throw new ExchangeError('connection');
    }
  }

  return {
    workspace,
    calls,
    unescaped,
    callFor(worker) {
      const environment = worker.environment ?? worker;
      const known = clients.get(environment);
      const client = known ?? clientOf(worker);
      client.worker = worker;
      clients.set(environment, client);
      return client.call;
    },
    revoke() {
      revoked = true;
    },
  };
}

/** Errors of Slack's own that pass: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const refusals = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
];

function incoming(reply: Reply): Incoming & { error?: string } {
  if (reply === 'reset') throw new ExchangeError('connection');
  const { status, headers = {}, body, error } = reply;
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: lower, body: text, ...(error !== undefined && { error }) };
}

function wrongIn(form: string): readonly string[] {
  const { text, blocks, view } = Object.fromEntries(new URLSearchParams(form));
  const parsed = (json: string | undefined) => (json === undefined ? [] : JSON.parse(json));
  const found = unescapedIn([{ text: text ?? '' }, parsed(blocks), parsed(view)]);
  // A card that was left behind names the channel where the incident goes on.
  return found.filter((each) => each !== '<#C0FALLBACK>' && each !== '<#C0ALERTS>');
}

/** The sandbox's clock, as far as the Web API looks at it. */
function virtualClock(scheduler: Scheduler) {
  return {
    now: scheduler.now,
    after(ms: number, callback: () => void) {
      let wanted = true;
      scheduler.after(ms, () => wanted && callback());
      return () => {
        wanted = false;
      };
    },
    advance: () => undefined,
    skipped: new SharedArrayBuffer(8),
    close: () => undefined,
  };
}
