import type { KnownBlock } from '@slack/types';
import { at, textAt } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import type { FixedFinding } from '../core/ports.ts';
import { checks } from '../posture/index.generated.ts';
import { fixedWords } from './finding-card.ts';
import { type SlackMessage, section, sentence } from './message.ts';
import { escaped } from './mrkdwn.ts';
import { duration, whose } from './words.ts';

/** What those are told who heard of a finding where no card can say so: that it is fixed, by whom, and how long it was open. */
export function fixedNotice(finding: FixedFinding, name: string | undefined, locale: Locale): SlackMessage {
  return sentence(line(finding, name, locale));
}

/** Which finding each *Check again* of a message is about: the values of its buttons. */
export function findingsIn(blocks: readonly unknown[]): readonly string[] {
  return blocks.flatMap((block) => againIn(block) ?? []);
}

/**
 * The blocks of a report, as Slack has them, with the findings that are fixed as such, and without their buttons; undefined if
 * none is. By the value of their buttons.
 */
export function withFixes(
  blocks: readonly unknown[],
  fixes: ReadonlyMap<string, FixedFinding>,
  nameOf: (account: string) => string | undefined,
  locale: Locale,
): readonly KnownBlock[] | undefined {
  const fixOf = (block: unknown) => fixes.get(againIn(block) ?? '');
  if (!blocks.some((block) => fixOf(block) !== undefined)) return undefined;
  return blocks.flatMap((block, index) => {
    if (fixOf(block) !== undefined) return [];
    const fix = fixOf(blocks[index + 1]);
    // A finding is a section and, below, its buttons.
    return [fix === undefined ? (block as KnownBlock) : section(line(fix, nameOf(fix.account), locale))];
  });
}

function line(
  { account, check, openSince, at: when, by }: FixedFinding,
  name: string | undefined,
  locale: Locale,
) {
  const title = checks[check]?.title[locale] ?? escaped(check, 80);
  const how = fixedWords[locale](by && escaped(by, 80), duration(when - openSince, locale));
  return `${whose(account, name, locale)}\n✓ *${title}*. ${how}`;
}

/** The finding that a block's *Check again* is about. */
function againIn(block: unknown): string | undefined {
  const elements = at(block, 'type') === 'actions' ? at(block, 'elements') : undefined;
  if (!Array.isArray(elements)) return undefined;
  const again: unknown = elements.find((element) => at(element, 'action_id') === 'check-again');
  return textAt(again, 'value');
}
