import type { IncomingHttpHeaders } from 'node:http';
import { asObject, type JsonObject } from '../../src/core/json.ts';
import { methodScopes, scopeFor } from './method-scopes.ts';
import type { Method, MethodCall } from './methods/call.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { fileMethods } from './methods/files.ts';
import { peopleMethods } from './methods/people.ts';
import { viewMethods } from './methods/views.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { SlackRefusal } from './refusal.ts';
import { errorReply, okReply, type Reply, rateLimitedReply, replyOf } from './reply.ts';
import type { Tickets } from './tickets.ts';
import type { Workspace } from './workspace.ts';

const methods: Readonly<Record<string, Method>> = {
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...peopleMethods,
  ...viewMethods,
};

/** An HTTP request to `/api/<method>`, its body not read yet into arguments. */
export interface ApiRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly body: string;
}

/** What the Web API needs to answer. */
export interface WebApiParts {
  readonly workspace: Workspace;
  readonly tickets: Tickets;
  readonly limiter: RateLimiter;
  readonly botToken: string;
  readonly appToken: string | undefined;
  readonly scopes: ReadonlySet<string>;
  readonly isRevoked: () => boolean;
  /** The server's own address. */
  readonly origin: () => string;
  /** Answers apps.connections.open, which belongs to the app-level token. */
  readonly openConnection: () => JsonObject;
}

/**
 * Answers one Web API call as Slack does: method, token, scope, rate limit, arguments, in this order.
 * https://docs.slack.dev/apis/web-api
 */
export function answerApi(parts: WebApiParts, request: ApiRequest): Reply {
  const reply = replyOf(() => {
    const { method } = request;
    const known = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (known === undefined && method !== 'apps.connections.open') throw new SlackRefusal('unknown_method');
    const args = readArguments(request);
    if (method !== 'api.test') checkToken(parts, request, args);
    checkScopes(parts, method);
    const wait = parts.limiter.take(method, channelKey(args));
    if (wait !== undefined) return rateLimitedReply(wait);
    return okReply(known === undefined ? parts.openConnection() : known(callOf(parts, method, args)));
  });
  if (reply === 'reset') return reply;
  return { ...reply, headers: { ...reply.headers, 'X-OAuth-Scopes': [...parts.scopes].join(',') } };
}

function callOf(parts: WebApiParts, method: string, args: JsonObject): MethodCall {
  const { workspace, tickets, scopes, origin } = parts;
  return {
    method,
    args,
    workspace,
    tickets,
    scopes,
    origin,
    needScope(kind) {
      const needed = scopeFor(method, kind);
      if (needed !== undefined && !scopes.has(needed)) throw missingScope(needed, scopes);
    },
  };
}

/**
 * `json_input_supported` is false for these: https://docs.slack.dev/reference/methods/users.info, …/conversations.info. Of
 * files.getUploadURLExternal Slack's pages say both; a form works by either.
 */
const formOnly = ['users.info', 'conversations.info', 'files.getUploadURLExternal'];

function readArguments({ method, headers, query, body }: ApiRequest): JsonObject {
  const inQuery = Object.fromEntries(new URLSearchParams(query));
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (body === '') return inQuery;
  if (type === 'application/x-www-form-urlencoded')
    return { ...inQuery, ...Object.fromEntries(new URLSearchParams(body)) };
  if (type !== 'application/json') throw new SlackRefusal('invalid_post_type');
  const json = parsed(body);
  // A token in a JSON body is not looked at, and a form-only method sees no argument at all.
  const { token: _, ...args } = json;
  return formOnly.includes(method) ? inQuery : { ...inQuery, ...args };
}

function parsed(body: string): JsonObject {
  try {
    const json = asObject(JSON.parse(body) as unknown);
    if (json !== undefined) return json;
  } catch {
    // Falls through: broken JSON and JSON that is no object are the same to Slack.
  }
  throw new SlackRefusal('invalid_json');
}

function checkToken(parts: WebApiParts, { method, headers }: ApiRequest, args: JsonObject): void {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const token = bearer ?? (typeof args.token === 'string' ? args.token : '');
  if (token === '') throw new SlackRefusal('not_authed');
  const forApp = method === 'apps.connections.open';
  const right = forApp ? parts.appToken : parts.botToken;
  const other = forApp ? parts.botToken : parts.appToken;
  if (token === other) throw new SlackRefusal('not_allowed_token_type');
  if (token !== right) throw new SlackRefusal('invalid_auth');
  if (parts.isRevoked()) throw new SlackRefusal('account_inactive');
}

/** Only the token that has none of a method's scopes is refused here; the kind of conversation decides later. */
function checkScopes({ scopes }: WebApiParts, method: string): void {
  const any = methodScopes[method] ?? [];
  if (any.length > 0 && !any.some((scope) => scopes.has(scope))) throw missingScope(any.join(','), scopes);
}

function missingScope(needed: string, scopes: ReadonlySet<string>): SlackRefusal {
  return new SlackRefusal('missing_scope', { needed, provided: [...scopes].join(',') });
}

function channelKey({ channel }: JsonObject): string | undefined {
  return typeof channel === 'string' ? channel : undefined;
}

/** Slack's answer to a path that is no method. */
export function notFound(): Reply {
  return errorReply('not_found', {}, 404);
}
