import { asObject, type JsonObject } from '../../src/core/json.ts';
import { checkRule, checkShape } from './check-shape.ts';
import { type Issue, issue } from './issue.ts';
import { surfaceBlocks } from './layout-limits.ts';
import { limits } from './limits.ts';
import { viewShapes } from './rich-text-limits.ts';

/** Where blocks are shown; it decides which are allowed and how many. */
export type Surface = 'message' | 'modal' | 'home';

/**
 * Says what Slack would refuse in a list of blocks for a surface, in Slack's words. Pointers begin with `base`.
 * Checked here and not by the shapes: what holds between blocks (unique ids, sums, one table a message).
 */
export function validateBlocks(blocks: unknown, surface: Surface, base = '/blocks'): readonly Issue[] {
  if (!Array.isArray(blocks)) return [issue(base, 'must provide an array', 'type')];
  const max = limits.blocks[surface];
  if (blocks.length > max) return [issue(base, `no more than ${max} items allowed`, 'max_items')];
  const allowed = surfaceBlocks[surface];
  return [
    ...blocks.flatMap((block: unknown, index) =>
      checkRule({ is: 'typed', of: allowed }, block, `${base}/${index}`),
    ),
    ...repeatedBlockIds(blocks, base),
    ...blocks.flatMap((block: unknown, index) => repeatedActionIds(block, `${base}/${index}`)),
    ...blocks.flatMap((block: unknown, index) => tableIssues(block, `${base}/${index}`)),
    ...sumIssues(blocks, base),
  ];
}

/** Says what Slack would refuse in a view for views.open, update, push (modal) or publish (home). */
export function validateView(view: unknown, base = '/view'): readonly Issue[] {
  const object = asObject(view);
  if (object === undefined) return [issue(base, 'must provide an object', 'type')];
  const { type } = object;
  if (type !== 'modal' && type !== 'home')
    return [
      issue(`${base}/type`, `unsupported type: ${String(type)}`, 'enum', { expected: ['modal', 'home'] }),
    ];
  const blocks = object.blocks;
  const issues = [
    ...checkShape(viewShapes[type], object, base, true),
    ...(blocks === undefined ? [] : validateBlocks(blocks, type, `${base}/blocks`)),
  ];
  const needsSubmit = type === 'modal' && elementsOf(blocks).some(({ block }) => block.type === 'input');
  return needsSubmit && object.submit === undefined
    ? [...issues, issue(base, 'missing required field: submit', 'required', { field: 'submit' })]
    : issues;
}

/** The form of an issue in `response_metadata.messages`. */
export function issueLine({ message, pointer }: Issue): string {
  return `[ERROR] ${message} [json-pointer:${pointer}]`;
}

/** The sum of every string called `text`, which is what `msg_blocks_too_long` is about. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry: unknown) => sum + textLength(entry), 0);
  const object = asObject(value);
  if (object === undefined) return 0;
  return Object.entries(object).reduce(
    (sum, [name, entry]) =>
      sum + (name === 'text' && typeof entry === 'string' ? entry.length : textLength(entry)),
    0,
  );
}

/** An interactive element and the block that it is in. */
export interface PlacedElement {
  readonly block: JsonObject;
  readonly element: JsonObject;
}

/** Every element that can carry an action_id: in actions, accessories, inputs, cards and containers. */
export function elementsOf(blocks: unknown): readonly PlacedElement[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((entry: unknown) => {
    const block = asObject(entry);
    if (block === undefined) return [];
    const nested = [
      ...elementsOf(block.child_blocks),
      ...(block.type === 'carousel' ? elementsOf(block.elements) : []),
    ];
    return [...placed(block), ...nested];
  });
}

function placed(block: JsonObject): readonly PlacedElement[] {
  const lists = [block.elements, block.actions, [block.accessory], [block.element]];
  return lists
    .flatMap((entries) => (Array.isArray(entries) ? entries : []))
    .map(asObject)
    .filter((element) => element !== undefined && interactive(element))
    .map((element) => ({ block, element: element as JsonObject }));
}

const passive = ['plain_text', 'mrkdwn', 'image', 'card'];

function interactive({ type }: JsonObject): boolean {
  return (
    (typeof type === 'string' && !passive.includes(type) && !type.startsWith('rich_text_')) ||
    type === 'rich_text_input'
  );
}

function repeatedBlockIds(blocks: readonly unknown[], base: string): readonly Issue[] {
  const seen = new Set<unknown>();
  return blocks.flatMap((block, index) => {
    const blockId = asObject(block)?.block_id;
    if (typeof blockId !== 'string' || blockId === '') return [];
    if (!seen.has(blockId)) {
      seen.add(blockId);
      return [];
    }
    return [issue(`${base}/${index}/block_id`, `\`block_id\` "${blockId}" already exists`, 'unique')];
  });
}

function repeatedActionIds(block: unknown, pointer: string): readonly Issue[] {
  const object = asObject(block);
  const elements = Array.isArray(object?.elements) ? object.elements : [];
  const seen = new Set<unknown>();
  return elements.flatMap((element: unknown, index) => {
    const actionId = asObject(element)?.action_id;
    if (typeof actionId !== 'string' || actionId === '') return [];
    if (!seen.has(actionId)) {
      seen.add(actionId);
      return [];
    }
    const where = `${pointer}/elements/${index}/action_id`;
    return [issue(where, `\`action_id\` "${actionId}" already exists`, 'unique')];
  });
}

/** https://docs.slack.dev/reference/block-kit/blocks/table-block and …/data-table-block */
function tableIssues(entry: unknown, pointer: string): readonly Issue[] {
  const block = asObject(entry);
  const type = block?.type;
  if (block === undefined || (type !== 'table' && type !== 'data_table')) return [];
  if (textLength(block.rows) > tableText)
    return [issue(`${pointer}/rows`, `must be less than ${tableText + 1} characters`, 'max_length')];
  const rows = block.rows;
  const head: unknown = Array.isArray(rows) ? rows[0] : undefined;
  const rich =
    type === 'data_table' && Array.isArray(head) && head.some((cell) => asObject(cell)?.type === 'rich_text');
  return rich ? [issue(`${pointer}/rows/0`, 'header cells must not be rich_text', 'enum')] : [];
}

const tableText = 10_000;

function sumIssues(blocks: readonly unknown[], base: string): readonly Issue[] {
  const ofType = (type: string) => blocks.filter((block) => asObject(block)?.type === type);
  const issues: Issue[] = [];
  if (ofType('table').length > 1) issues.push(issue(base, 'only one table block is allowed', 'max_items'));
  if (textLength(ofType('markdown')) > limits.markdownText)
    issues.push(
      issue(base, `markdown must be less than ${limits.markdownText + 1} characters`, 'max_length'),
    );
  return issues;
}
