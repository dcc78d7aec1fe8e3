/** At most so many names are asked for: a message may mention hundreds. */
const mostNames = 10;

/**
 * What a message says, as a person reads it: Slack sends mentions and links between angle brackets, and escapes three
 * characters. https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export async function plainWords(text: string, nameOf: (user: string) => Promise<string>): Promise<string> {
  const ids = [...new Set([...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, id = '']) => id))];
  const names = new Map(
    await Promise.all(ids.slice(0, mostNames).map(async (id) => [id, await nameOf(id)] as const)),
  );
  return text
    .replaceAll(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) =>
      read(target, label, names),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .toWellFormed()
    .trim();
}

function read(target: string, label: string | undefined, names: ReadonlyMap<string, string>): string {
  if (target.startsWith('@')) return `@${names.get(target.slice(1)) ?? label ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`;
  if (target.startsWith('!')) return label ?? `@${target.slice(1)}`;
  return label ?? target;
}
