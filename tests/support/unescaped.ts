/**
 * What a message lets through that it should not: Slack control sequences other than our own date tokens, invisible or
 * direction-changing characters, and line breaks inside inline code. Reads messages as Slack does: mrkdwn where it is
 * mrkdwn, literal text elsewhere.
 */
export function unescapedIn(message: unknown): string[] {
  return textsOf(message).flatMap(({ text, literal }) => [
    ...(literal
      ? []
      : [...text.matchAll(/<[^>]*>?|>/g)].map(([found]) => found).filter((found) => !ours.test(found))),
    ...[...text.matchAll(/(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]|\p{Cs}/gu)].map(
      ([found]) => `U+${found.codePointAt(0)?.toString(16)}`,
    ),
    ...(literal ? [] : oddBackticks(text)),
  ]);
}

/** A date token that RootGuard makes itself. */
const ours = /^<!date\^\d+\^[ {}a-z_]+\|[-\d: ]+ UTC>$/;

/** An inline code that is not closed on its line would let formatting out; where all are, none holds a line break. */
function oddBackticks(text: string): string[] {
  return text.split('\n').filter((line) => (line.split('`').length - 1) % 2 === 1);
}

interface Shown {
  readonly text: string;
  readonly literal: boolean;
}

/** Every text of a message or view. rich_text and plain_text are literal; everything else is mrkdwn. */
export function textsOf(node: unknown, literal = false): Shown[] {
  if (Array.isArray(node)) return node.flatMap((entry) => textsOf(entry, literal));
  if (typeof node !== 'object' || node === null) return [];
  const { type } = node as { readonly type?: unknown };
  const isLiteral =
    literal || type === 'plain_text' || (typeof type === 'string' && type.startsWith('rich_text'));
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'text' && typeof value === 'string') return [{ text: value, literal: isLiteral }];
    return textsOf(value, isLiteral);
  });
}
