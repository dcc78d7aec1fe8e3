import type { JsonObject } from '../../src/core/json.ts';
import type { SandboxClock } from '../clock.ts';

/** The workspace at the start. Ids are Slack's shapes: T…, A…, B…, U…, C…, S…. */
export interface WorkspaceSeed {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly app: {
    readonly id: string;
    readonly name: string;
    /** Whether commands' texts are escaped and people named by id (slash_commands.should_escape). */
    readonly escapes?: boolean;
    /** Which tabs the manifest turns on (features.app_home); both unless it is given. */
    readonly tabs?: { readonly home: boolean; readonly messages: boolean };
  };
  readonly bot: { readonly id: string; readonly userId: string; readonly name: string };
  readonly users: readonly SeedUser[];
  readonly channels: readonly SeedChannel[];
  readonly usergroups?: readonly SeedUsergroup[];
}

/** A person, as users.info tells. `tz` is an IANA zone such as `Asia/Seoul`, `locale` is `ko-KR`. */
export interface SeedUser {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** What people call them; empty where they set none. */
  readonly displayName?: string;
  readonly locale: string;
  readonly tz: string;
  readonly isAdmin?: boolean;
  readonly isBot?: boolean;
}

/** A channel; `members` are user ids, the bot's among them if it was invited. Public unless said otherwise. */
export interface SeedChannel {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly archived?: boolean;
  readonly isPrivate?: boolean;
}

/** A user group (`@oncall`). */
export interface SeedUsergroup {
  readonly id: string;
  readonly handle: string;
  readonly users: readonly string[];
}

export interface LocalSlackOptions {
  /** Message timestamps, trigger and response_url expiry and rate limits run on it; the 3 s of an answer are real. */
  readonly clock: SandboxClock;
  readonly signingSecret: string;
  readonly botToken: string;
  /** What the bot token may do, from manifest.yml. */
  readonly scopes: readonly string[];
  /** Where requests to the app go, such as `http://127.0.0.1:3000/slack/events`. */
  readonly appUrl: () => string;
  readonly seed: WorkspaceSeed;
  /** The app-level token (`xapp-…`) that may open Socket Mode connections. Without it none can be opened. */
  readonly appToken?: string;
  /** How the app is reached; `http` unless said otherwise. */
  readonly delivery?: 'http' | 'socket';
  /** Real milliseconds that the app has to answer; Slack's 3,000 unless a test is in a hurry. */
  readonly ackDeadline?: number;
}

/** A message as Slack describes it, plus the channel it is in. https://docs.slack.dev/reference/events/message */
export interface SlackMessage {
  readonly type: 'message';
  readonly ts: string;
  readonly channel: string;
  readonly text: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly app_id?: string;
  readonly team?: string;
  readonly subtype?: string;
  readonly blocks?: readonly JsonObject[];
  readonly attachments?: readonly JsonObject[];
  readonly files?: readonly JsonObject[];
  readonly thread_ts?: string;
  readonly metadata?: JsonObject;
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly reply_count?: number;
  readonly latest_reply?: string;
  readonly is_ephemeral?: true;
}

/** A view as Slack describes it. https://docs.slack.dev/reference/views */
export interface View {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly team_id: string;
  readonly app_id: string;
  readonly bot_id: string;
  readonly blocks: readonly JsonObject[];
  readonly private_metadata: string;
  readonly callback_id: string;
  readonly external_id: string;
  readonly state: { readonly values: StateValues };
  readonly hash: string;
  readonly root_view_id: string;
  readonly previous_view_id: string | null;
  readonly title?: JsonObject;
  readonly submit?: JsonObject | null;
  readonly close?: JsonObject | null;
  readonly clear_on_close: boolean;
  readonly notify_on_close: boolean;
  /** Only at the sandbox's door, never sent to the app: what the app found wrong with the last submission, by block_id. */
  readonly errors?: Readonly<Record<string, string>>;
}

/** What people typed and chose: block_id, then action_id, then Slack's description of the element's value. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

/** What the app answered to a signed request. */
export interface AppAnswer {
  /** The HTTP status; 0 if there was no answer. */
  readonly status: number;
  /** Real milliseconds until the answer was complete. */
  readonly ms: number;
  /** Parsed if it was JSON, else the text. */
  readonly body: unknown;
  /** What the person sees instead of an answer. */
  readonly error?: 'operation_timeout' | 'dispatch_failed';
}

/** A scripted fault. `method` is a Web API method, `response_url`, or `*` for all. */
export interface SlackFault {
  readonly method: string;
  /** 429 and 5xx as HTTP statuses; 200 with `error` is Slack's `{"ok":false}`, without it (and with `hangMs`) merely slow. */
  readonly status: number;
  readonly error?: string;
  /** Seconds in the Retry-After header of a 429; 1 unless said otherwise. */
  readonly retryAfter?: number;
  /** How many calls it hits. */
  readonly times: number;
  /** Slack does what was asked and fails afterwards. */
  readonly afterAccept?: boolean;
  /** Real milliseconds before anything is answered. */
  readonly hangMs?: number;
  /** The connection breaks instead of an answer. */
  readonly reset?: boolean;
}

/** One Web API call in the log: no token, no arguments. `at` is sandbox time in ms. */
export interface LoggedCall {
  readonly method: string;
  readonly at: number;
  readonly ok: boolean;
  readonly error?: string;
}
