import { limits } from '../../sandbox/slack/limits.ts';
import { textLength, validateBlocks, validateView } from '../../sandbox/slack/validate-blocks.ts';
import { asObject, at } from '../../src/core/json.ts';
import { textsOf, unescapedIn } from '../support/unescaped.ts';

/** What Slack takes of text in one message; undocumented, and less than what was measured (see limits.blocksText). */
const mostText = 9_000;

/**
 * What is wrong with something that RootGuard shows: a message, a view, a block, an e-mail or a text. Empty if nothing is.
 * Slack's limits come from the local Slack, which has them from Slack's pages.
 */
export function faultsIn(shown: unknown): readonly string[] {
  if (typeof shown === 'string')
    return [...wordFaults(shown), ...(shown.length > 3_000 ? ['over 3,000'] : [])];
  if (Array.isArray(shown)) return shown.flatMap(faultsIn);
  const object = asObject(shown);
  if (object === undefined) return [`neither text nor blocks: ${String(shown)}`];
  if (typeof object.subject === 'string') return mailFaults(object.subject, String(object.text));
  const words = textsOf(withoutRecords(shown)).flatMap(({ text }) => wordFaults(text));
  if (object.type === 'modal' || object.type === 'home')
    return [...words, ...unescaped(shown), ...said(validateView(shown)), ...sized(shown)];
  if (object.blocks === undefined) return [...words, ...unescaped(shown), ...said(blockFaults(object))];
  return [...words, ...unescaped(shown), ...messageFaults(object)];
}

function messageFaults({ text, blocks }: Readonly<Record<string, unknown>>): readonly string[] {
  const length = textLength(blocks);
  return [
    ...said(validateBlocks(blocks, 'message')),
    ...(typeof text !== 'string' || text.trim() === '' ? ['no text'] : []),
    ...(String(text).length > limits.updateText ? ['a text that Slack does not take in an edit'] : []),
    ...(length > mostText ? [`${length} characters in all`] : []),
  ];
}

/** A block of a view may not be one of a message; it must be one of either. */
function blockFaults(block: unknown) {
  const inMessage = validateBlocks([block], 'message');
  return inMessage.length === 0 ? [] : validateBlocks([block], 'home');
}

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: the subject is ASCII, under 100 characters, in one line. */
function mailFaults(subject: string, text: string): readonly string[] {
  return [
    ...wordFaults(subject),
    ...wordFaults(text),
    ...(/^[\x20-\x7e]{1,99}$/.test(subject) ? [] : [`a subject that SNS does not take: ${subject}`]),
    ...(Buffer.byteLength(text) > 256 * 1024 ? ['a text that SNS does not take'] : []),
  ];
}

/**
 * Control sequences that RootGuard makes on purpose: the way to a record in the CloudTrail console and to a card in Slack, and the
 * mentions of the group on call, of whom a plan asks, and of the second channel. The people of these tests have names with mentions of others.
 */
function unescaped(shown: unknown): readonly string[] {
  const meant =
    /^<https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/cloudtrailv2\/[^|>]*\|[^>]*>$|^<https:\/\/support\.aws\.amazon\.com\/[^|>]*\|[^>]*>$|^<@U0LEE>$|^<!subteam\^S0RESPONDERS>$|^<#C0FALLBACK>$|^<https:\/\/acme\.slack\.com\/archives\/C0ALERTS\/p1\|[^>]*>$/;
  return unescapedIn(shown).filter((found) => !meant.test(found));
}

/** What others wrote stands in rich text, as it is. */
function withoutRecords(shown: unknown): unknown {
  return JSON.parse(
    JSON.stringify(shown, (_, value) => (asObject(value)?.type === 'rich_text' ? undefined : value)) ??
      'null',
    (_, value) => value,
  );
}

/** What is left over when a value was missing, or was never put in. */
function wordFaults(text: string): readonly string[] {
  return [
    ...text.replaceAll(/<!date\^[^>]*>/g, '').matchAll(/\bundefined\b|\bNaN\b|\[object |\{[a-z]+\}/g),
  ].map(([found]) => `"${found}" in: ${text.slice(0, 80)}`);
}

function sized(view: unknown): readonly string[] {
  const bytes = Buffer.byteLength(JSON.stringify(view));
  return bytes > limits.viewBytes ? [`${bytes} bytes in a view`] : [];
}

function said(issues: readonly { readonly pointer: string; readonly message: string }[]): readonly string[] {
  return issues.map(({ pointer, message }) => `${pointer}: ${message}`);
}

/**
 * English sentences in what a Korean reader is shown: four words of plain letters in a row, outside of code, links and names
 * that AWS or Slack gave. Every input of these tests is of another alphabet, so that they are ours.
 */
export function englishIn(shown: unknown): readonly string[] {
  const texts =
    typeof shown === 'string'
      ? [shown]
      : [...textsOf(withoutRecords(shown)).map(({ text }) => text), ...plainText(shown)];
  return texts
    .map((text) => text.replaceAll(/`[^`\n]*`/g, '·').replaceAll(/<[^>]*>/g, '·'))
    .flatMap((text) => [...text.matchAll(/[A-Za-z]{2,}(?: [A-Za-z']{1,}){3,}/g)].map(([found]) => found))
    .filter((found) => !awsNames.has(found));
}

/** What AWS calls things in every language. */
const awsNames: ReadonlySet<string> = new Set(['MFA on Root Account']);

/** An e-mail's text is no Slack text. */
function plainText(shown: unknown): readonly string[] {
  return at(shown, 'subject') === undefined ? [] : [String(at(shown, 'text'))];
}

/** True if something that a Korean reader is shown has no Korean at all. */
export function isWithoutKorean(shown: unknown): boolean {
  return !/[가-힣]/.test(JSON.stringify(shown));
}
