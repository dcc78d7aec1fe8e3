import type { Workspace } from './workspace.ts';

/**
 * A command's text as Slack sends it with `should_escape`: three characters escaped, and `@name` as `<@U…|name>`, as its
 * client makes it while somebody types. https://docs.slack.dev/interactivity/implementing-slash-commands#creating_commands
 */
export function escapedText({ seed }: Workspace, text: string): string {
  if (seed.app.escapes !== true) return text;
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return plain.replaceAll(/(?<!\S)@([\p{L}\p{N}._-]+)/gu, (typed: string, name: string) => {
    const user = seed.users.find((each) =>
      [each.name, each.displayName].some((one) => one?.toLowerCase() === name.toLowerCase()),
    );
    return user === undefined ? typed : `<@${user.id}|${user.name}>`;
  });
}
