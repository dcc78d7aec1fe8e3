import { createCallLog } from './call-log.ts';
import { createHttpSender } from './delivery.ts';
import type { DoorParts } from './door.ts';
import { createDoor, type Door } from './door-calls.ts';
import { createFaults } from './faults.ts';
import { takeBytes, uploadPath } from './files.ts';
import { limits } from './limits.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { type Reply, replyWithFault } from './reply.ts';
import { answerResponseUrl } from './response-urls.ts';
import { type ServerRequest, startServer } from './server.ts';
import { createSocketMode } from './socket-mode.ts';
import { createTickets } from './tickets.ts';
import type { LocalSlackOptions, LoggedCall, SlackFault } from './types.ts';
import { answerApi, notFound } from './web-api.ts';
import { createWorkspace } from './workspace.ts';

export { methodScopes } from './method-scopes.ts';
export { DoorError } from './refusal.ts';
export type { AppAnswer, LocalSlackOptions, SlackFault, SlackMessage, View, WorkspaceSeed } from './types.ts';

/** A Slack workspace on this machine, as strict as the real one. */
export interface LocalSlack extends Door {
  /** The Web API's base, such as `http://127.0.0.1:49152/api/`: what SLACK_API_URL is set to. */
  readonly apiUrl: string;
  /** Every Web API call and use of a response_url so far (the last 10,000), without tokens. */
  readonly calls: readonly LoggedCall[];
  /** Replaces the scripted faults; an empty list clears them. */
  setFaults(faults: readonly SlackFault[]): void;
  /** Archives a channel or brings it back. */
  setArchived(channel: string, archived: boolean): void;
  /** Lets a person or the bot into a channel, or takes them out. */
  setMember(channel: string, user: string, isMember: boolean): void;
  /** A person's account is deactivated, or back again. */
  setLeft(user: string, left: boolean): void;
  /** What an uploaded file holds; undefined if there is none with this id. */
  file(id: string): { readonly name: string; readonly bytes: Buffer } | undefined;
  /** While revoked, every call with the bot token is answered with account_inactive. */
  revokeToken(revoked: boolean): void;
  /** Asks every Socket Mode client to connect again, as Slack does once in a while. */
  refreshSockets(): void;
  close(): Promise<void>;
}

/**
 * Starts a local Slack on a free port: the Web API for the app, response_urls, Socket Mode, and a door for the acts
 * of people. What Slack refuses is refused here, with Slack's errors; limits and their sources are in limits.ts.
 */
export async function startLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const { clock, seed } = options;
  const workspace = createWorkspace(seed, clock);
  const tickets = createTickets(workspace);
  const faults = createFaults();
  const log = createCallLog();
  const closing = new AbortController();
  const scopes = new Set(options.scopes);
  const deadline = options.ackDeadline ?? limits.ackDeadline;
  let revoked = false;

  const sockets = createSocketMode({ appId: seed.app.id, deadline });
  const api = {
    workspace,
    tickets,
    limiter: createRateLimiter(clock.now),
    botToken: options.botToken,
    appToken: options.appToken,
    scopes,
    isRevoked: () => revoked,
    origin: () => server.origin,
    openConnection: () => ({ url: sockets.issueUrl(server.origin) }),
  };
  const answer = async (request: ServerRequest): Promise<Reply> => {
    const route = routeOf(request.path);
    if (route === undefined) return notFound();
    const at = clock.now();
    const accept = () => {
      if (route === responseUrls) return answerResponseUrl(workspace, tickets, request.path, request.body);
      if (route === uploads)
        return takeBytes(workspace, request.path, request.headers['content-type'], request.bytes);
      return answerApi(api, { ...request, method: route });
    };
    const reply = await replyWithFault(faults.next(route), accept, closing.signal);
    log.note(route, at, reply);
    return reply;
  };
  const server = await startServer(answer);
  sockets.attach(server.server);

  const http = createHttpSender({ ...options, now: clock.now, deadline });
  const send = options.delivery === 'socket' ? sockets.send : http;
  const parts: DoorParts = {
    workspace,
    tickets,
    send,
    origin: () => server.origin,
    scopes,
    closed: closing.signal,
  };

  return {
    ...createDoor(parts),
    apiUrl: `${server.origin}/api/`,
    calls: log.calls,
    setFaults: faults.set,
    setArchived(channel, archived) {
      workspace.channel(channel).archived = archived;
      workspace.changed();
    },
    setMember(channel, user, isMember) {
      const { members } = workspace.channel(channel);
      if (user !== seed.bot.userId) workspace.user(user);
      if (isMember) members.add(user);
      else members.delete(user);
      workspace.changed();
    },
    setLeft(user, left) {
      if (workspace.findUser(user) === undefined) workspace.user(user);
      if (left) workspace.left.add(user);
      else workspace.left.delete(user);
      workspace.changed();
    },
    file(id) {
      const { name, bytes, complete } = workspace.files.get(id) ?? {};
      return name === undefined || bytes === undefined || complete !== true ? undefined : { name, bytes };
    },
    revokeToken(now) {
      revoked = now;
    },
    refreshSockets: sockets.refresh,
    async close() {
      closing.abort();
      sockets.close();
      await server.close();
    },
  };
}

const responseUrls = 'response_url';
const uploads = 'upload_url';

/** The method that a path calls (as the log and the faults name it), or undefined for no path of Slack's. */
function routeOf(path: string): string | undefined {
  if (path.startsWith('/commands/') || path.startsWith('/actions/')) return responseUrls;
  if (path.startsWith(uploadPath)) return uploads;
  return /^\/api\/([A-Za-z.]+)$/.exec(path)?.[1];
}
