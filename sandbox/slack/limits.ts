/**
 * Slack's numbers, each with the page it comes from. Times are in milliseconds, lengths in UTF-16 code units
 * (Slack does not say what it counts; this is the stricter reading).
 */
export const limits = {
  /** An app answers commands, interactions and events within 3 s: https://docs.slack.dev/interactivity/handling-user-interaction */
  ackDeadline: 3_000,
  /** https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
  triggerLifetime: 3_000,
  /** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
  responseUrl: { uses: 5, lifetime: 30 * 60_000 },
  /** Almost at once, after a minute, after five: https://docs.slack.dev/apis/events-api#retries */
  eventRetryWaits: [1_000, 60_000, 300_000],
  /** postMessage cuts, update refuses: https://docs.slack.dev/reference/methods/chat.postMessage, …/chat.update */
  postText: 40_000,
  updateText: 4_000,
  /** Undocumented; measured in bolt-js issues #2867 and #2509: "12,000 text characters with a buffer for block containers". */
  blocksText: 12_000,
  blockContainer: 25,
  /** https://docs.slack.dev/reference/block-kit/blocks/markdown-block: the sum over one payload. */
  markdownText: 12_000,
  /** https://docs.slack.dev/reference/block-kit/blocks */
  blocks: { message: 50, modal: 100, home: 100 },
  attachments: 100,
  /** https://docs.slack.dev/reference/views and …/methods/views.open (`view_too_large`: 250 KB). */
  viewBytes: 250 * 1024,
  viewStack: 3,
  /** Slack keeps this one to itself (`metadata_too_large`): what RootGuard may send is the limit here. */
  metadataBytes: 3_000,
  /** https://docs.slack.dev/reference/methods/blocks.validate */
  validateCharacters: 100_000,
  historyPage: { default: 100, max: 999 },
} as const;

/** How many calls a method takes: `burst` at once, then `perMinute`. */
export interface RateLimit {
  readonly perMinute: number;
  readonly burst: number;
}

/**
 * Tiers: https://docs.slack.dev/apis/web-api/rate-limits. Slack names the rates and only promises "short bursts" above
 * them; the bursts are an assumption.
 */
const tier2: RateLimit = { perMinute: 20, burst: 20 };
const tier3: RateLimit = { perMinute: 50, burst: 20 };
const tier4: RateLimit = { perMinute: 100, burst: 20 };

/** About one message a second in each channel; every other method has a bucket of its own. */
export const rateLimits: Readonly<Record<string, RateLimit>> = {
  'apps.connections.open': tier2,
  'auth.test': tier4,
  'blocks.validate': tier4,
  'chat.delete': tier3,
  'chat.getPermalink': tier4,
  'chat.postEphemeral': tier4,
  'chat.postMessage': { perMinute: 60, burst: 5 },
  'chat.update': tier3,
  'conversations.history': tier3,
  'conversations.info': tier3,
  'conversations.open': tier3,
  'conversations.replies': tier3,
  'files.completeUploadExternal': tier4,
  'files.getUploadURLExternal': tier4,
  'usergroups.users.list': tier2,
  'users.info': tier4,
  'views.open': tier4,
  'views.publish': tier4,
  'views.push': tier4,
  'views.update': tier4,
};
