import type { Random } from './random.ts';

/** What somebody who holds root may write into a name, an address or an agent to be read as something else in Slack. */
const parts = [
  '<!channel>',
  '<!here|here>',
  '<@U0KIM>',
  '<#C0ALERTS>',
  '<!subteam^S0RESPONDERS>',
  '<https://example.com|Acknowledged by Kim>',
  'https://example.com/a?b=c&d',
  'mailto:root@example.com',
  '@here',
  '@channel',
  '#aws-root',
  '*bold* _it_ ~st~ `code` ```block```',
  '> quoted',
  '\n*Acknowledged by Kim*',
  '\r\n\t',
  '\u2028second line\u2029',
  '\u202egnp.exe',
  '\u200b\u200d\ufeff',
  '\u0000\u0007\u001b[31m',
  '\ud800',
  '&lt;!channel&gt;',
  '&amp;',
  '`',
  '\\',
  '<',
  '>',
  '|',
  '^',
  ':rotating_light:',
  '{date_short}',
  '<!date^0^{date}|x>',
  '👩‍🚒',
  '루트',
  'x'.repeat(5_000),
  '__proto__',
] as const;

/** One to four of them. */
export function hostileText(random: Random): string {
  return Array.from({ length: 1 + random.int(4) }, () => random.pick(parts)).join(
    random.pick(['', ' ', '-']),
  );
}
