/** What an operation answers: rendered as XML for the query services, as JSON for the others. */
export type Reply =
  | string
  | number
  | boolean
  | undefined
  | readonly Reply[]
  | ReadonlyMap<string, string | number>
  | { readonly [key: string]: Reply };

/**
 * Renders a reply as the query protocol does: lists as `<member>`, maps as `<entry>` with key and value, absent
 * values not at all. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function toXml(reply: Reply): string {
  if (reply === undefined) return '';
  if (reply instanceof Map)
    return [...reply].map(([key, value]) => element('entry', { key, value })).join('');
  if (isList(reply)) return reply.map((member) => element('member', member)).join('');
  if (typeof reply === 'object') {
    return Object.entries(reply)
      .map(([name, value]) => (value === undefined ? '' : element(name, value)))
      .join('');
  }
  return escaped(String(reply));
}

function element(name: string, content: Reply): string {
  return `<${name}>${toXml(content)}</${name}>`;
}

function isList(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
