import type { KnownBlock } from '@slack/types';

/** What Slack is asked to show: blocks, and the text that notifications and screen readers use. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** A section of mrkdwn that links nothing by itself. The text must be escaped already. */
export function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

/** A small grey line. The text must be escaped already. */
export function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

/** A message of one sentence. The text must be escaped already. */
export function sentence(text: string): SlackMessage {
  return { text, blocks: [section(text)] };
}

/**
 * Sections out of many lines, or groups of lines, each section under Slack's 3,000 characters; a group that is longer goes on in the
 * next one. Slack refuses a message whose texts sum up
 * to much more than 9,000 (msg_blocks_too_long, undocumented), so lines that do not fit are counted instead.
 */
export function sections(
  lines: readonly string[],
  more: (left: number) => string,
  budget = 8_000,
): KnownBlock[] {
  const blocks: string[] = [];
  let used = 0;
  for (const [index, line] of lines.entries()) {
    if (used + line.length > budget) {
      blocks.push(more(lines.length - index));
      break;
    }
    used += line.length + 1;
    for (const part of parts(line)) {
      const last = blocks.at(-1);
      if (last !== undefined && last.length + part.length < fullest)
        blocks[blocks.length - 1] = `${last}\n${part}`;
      else blocks.push(part);
    }
  }
  // Slack refuses an empty section; whoever has nothing to say of what is left out says nothing.
  return blocks.filter((block) => block !== '').map(section);
}

const fullest = 2_900;

/** A group of lines as it is, or line by line if it is too long for one section. */
function parts(group: string): readonly string[] {
  return group.length < fullest ? [group] : group.split('\n');
}
