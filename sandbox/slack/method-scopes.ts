/**
 * The bot scopes of every method that the local Slack speaks: any one of the list will do, and none means that no
 * scope is needed. Where several stand, the kind of conversation decides which one it is (`scopeFor`).
 * https://docs.slack.dev/reference/methods, the "Scopes" box of each method.
 */
export const methodScopes: Readonly<Record<string, readonly string[]>> = {
  'api.test': [],
  // Its scope, connections:write, belongs to the app-level token and never to the bot token.
  'apps.connections.open': [],
  'auth.test': [],
  'blocks.validate': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.info': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.open': ['im:write', 'mpim:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** Posting into a public channel that the bot has not joined: https://docs.slack.dev/reference/scopes/chat.write.public */
export const publicPostScope = 'chat:write.public';

/** Slash commands and shortcuts: https://docs.slack.dev/reference/scopes/commands */
export const commandScope = 'commands';

const prefixes = { public: 'channels:', private: 'groups:', im: 'im:', mpim: 'mpim:' } as const;

/** What a conversation is; it decides which of a method's scopes is needed. */
export type ConversationKind = keyof typeof prefixes;

/** The one scope that a method needs for a conversation of this kind, or undefined if it needs none. */
export function scopeFor(method: string, kind: ConversationKind): string | undefined {
  const scopes = methodScopes[method] ?? [];
  return scopes.find((scope) => scopes.length === 1 || scope.startsWith(prefixes[kind]));
}
