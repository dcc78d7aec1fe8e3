import { compositionShapes, partShapes } from '../../../sandbox/slack/block-limits.ts';
import { checkRule } from '../../../sandbox/slack/check-shape.ts';
import { elementShapes } from '../../../sandbox/slack/element-limits.ts';
import { inputShapes } from '../../../sandbox/slack/input-limits.ts';
import { blockShapes, surfaceBlocks } from '../../../sandbox/slack/layout-limits.ts';
import { newerBlockShapes } from '../../../sandbox/slack/newer-layout-limits.ts';
import { richTextShapes } from '../../../sandbox/slack/rich-text-limits.ts';
import {
  issueLine,
  type Surface,
  validateBlocks,
  validateView,
} from '../../../sandbox/slack/validate-blocks.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const long = (length: number) => 'x'.repeat(length);
const option = (value: string, text = value) => ({ text: plain(text), value });
const options = (count: number) => Array.from({ length: count }, (_, index) => option(String(index)));
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const lines = (blocks: unknown, surface: Surface = 'message') =>
  validateBlocks(blocks, surface).map(issueLine);
const repeat = (count: number, block: unknown) => Array.from({ length: count }, () => block);

describe('the longest and the one too long', () => {
  const cases: readonly [string, number, (length: number) => unknown, number?][] = [
    ['a section text', 3_000, (n) => ({ type: 'section', text: mrkdwn(long(n)) })],
    ['a section field', 2_000, (n) => ({ type: 'section', fields: [mrkdwn(long(n))] })],
    ['the fields of a section', 10, (n) => ({ type: 'section', fields: repeat(n, mrkdwn('f')) })],
    ['a header', 150, (n) => ({ type: 'header', text: plain(long(n)) })],
    ['the elements of a context', 10, (n) => ({ type: 'context', elements: repeat(n, plain('c')) })],
    ['the elements of an actions block', 25, (n) => actions(...repeat(n, button()))],
    ['a button text', 75, (n) => actions(button({ text: plain(long(n)) }))],
    ['a button value', 2_000, (n) => actions(button({ value: long(n) }))],
    ['a button url', 3_000, (n) => actions(button({ url: long(n) }))],
    ['an action_id', 255, (n) => actions(button({ action_id: long(n) }))],
    ['a block_id', 255, (n) => ({ type: 'divider', block_id: long(n) })],
    [
      'a confirm title',
      100,
      (n) => actions(button({ confirm: { title: plain(long(n)), text: plain('?') } })),
    ],
    ['a confirm text', 300, (n) => actions(button({ confirm: { text: mrkdwn(long(n)) } }))],
    ['a confirm button', 30, (n) => actions(button({ confirm: { text: plain('?'), deny: plain(long(n)) } }))],
    ['an option text', 75, (n) => actions({ type: 'overflow', options: [option('a', long(n))] })],
    ['an option value', 75, (n) => actions({ type: 'overflow', options: [option(long(n), 'a')] })],
    ['the options of an overflow menu', 5, (n) => actions({ type: 'overflow', options: options(n) })],
    ['the options of a select', 100, (n) => actions({ type: 'static_select', options: options(n) })],
    ['the options of radio buttons', 10, (n) => actions({ type: 'radio_buttons', options: options(n) })],
    ['the options of checkboxes', 10, (n) => actions({ type: 'checkboxes', options: options(n) })],
    ['a placeholder', 150, (n) => actions({ type: 'users_select', placeholder: plain(long(n)) })],
    ['a markdown text', 12_000, (n) => ({ type: 'markdown', text: long(n) })],
    [
      'an image title',
      2_000,
      (n) => ({
        type: 'image',
        image_url: 'https://example.com/i.png',
        alt_text: 'i',
        title: plain(long(n)),
      }),
    ],
    ['an alert', 200, (n) => ({ type: 'alert', text: plain(long(n)) })],
    [
      'the rows of a table',
      100,
      (n) => ({ type: 'table', rows: repeat(n, [{ type: 'raw_text', text: 'c' }]) }),
    ],
    [
      'the columns of a table',
      20,
      (n) => ({ type: 'table', rows: [repeat(n, { type: 'raw_text', text: 'c' })] }),
    ],
  ];
  test.each(cases)('%s may be %i and not more', (_name, max, block) => {
    expect(lines([block(max)])).toEqual([]);
    expect(lines([block(max + 1)])).not.toEqual([]);
  });

  test('a message has 50 blocks, a modal and a home 100', () => {
    const divider = { type: 'divider' };
    expect(lines(repeat(50, divider))).toEqual([]);
    expect(lines(repeat(51, divider))).toEqual([
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    ]);
    expect(lines(repeat(100, divider), 'home')).toEqual([]);
    expect(lines(repeat(101, divider), 'modal')).toHaveLength(1);
  });
});

describe("the refusals are worded and placed as Slack's", () => {
  test('a text that is too long names both the alternatives and the reason', () => {
    expect(lines([{ type: 'section', text: mrkdwn(long(3_001)) }])).toEqual([
      '[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]',
      '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ]);
  });
  test('an empty text is refused', () => {
    expect(lines([{ type: 'header', text: plain('') }])).toEqual([
      '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ]);
  });
  test('a missing text is refused', () => {
    expect(lines([{ type: 'header' }])).toEqual([
      '[ERROR] missing required field: text [json-pointer:/blocks/0]',
    ]);
  });
  test('a property that Slack does not know is refused wherever it stands', () => {
    expect(lines([{ type: 'divider', colour: 'red' }])).toEqual([
      '[ERROR] invalid additional property: colour [json-pointer:/blocks/0]',
    ]);
    expect(lines([actions(button({ disabled: true }))])).toEqual([
      '[ERROR] invalid additional property: disabled [json-pointer:/blocks/0/elements/0]',
    ]);
    expect(lines([{ type: 'header', text: { ...plain('x'), verbatim: true } }])).toEqual([
      '[ERROR] invalid additional property: verbatim [json-pointer:/blocks/0/text]',
    ]);
  });
  test('an unknown block type is refused', () => {
    expect(lines([{ type: 'sectionn' }])).toEqual([
      '[ERROR] unsupported type: sectionn [json-pointer:/blocks/0/type]',
    ]);
  });
  test('names of built-in object properties are no types', () => {
    expect(lines([{ type: 'constructor' }])).toHaveLength(1);
    expect(lines([{ type: 'divider', __proto__x: 1 }])).toHaveLength(1);
  });
  test('an action_id that is there twice in a block is refused', () => {
    expect(lines([actions(button({ action_id: 'a' }), button({ action_id: 'a' }))])).toEqual([
      '[ERROR] `action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ]);
    expect(lines([actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))])).toEqual([]);
  });
  test('a block_id that is there twice in a message is refused', () => {
    const divider = { type: 'divider', block_id: 'b' };
    expect(lines([divider, divider])).toEqual([
      '[ERROR] `block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
    ]);
  });
});

describe('what belongs where', () => {
  test('mrkdwn is refused where only plain text is shown', () => {
    expect(lines([{ type: 'header', text: mrkdwn('*x*') }])).toHaveLength(1);
    expect(lines([actions(button({ text: mrkdwn('*x*') }))])).toHaveLength(1);
  });
  test('a section needs a text or fields', () => {
    expect(lines([{ type: 'section' }])).toHaveLength(1);
    expect(lines([{ type: 'section', fields: [] }])).toHaveLength(1);
  });
  test('a text input stands in an input block and nowhere else', () => {
    const element = { type: 'plain_text_input', action_id: 'a' };
    expect(lines([actions(element)])).toHaveLength(1);
    expect(lines([{ type: 'input', label: plain('L'), element }], 'modal')).toEqual([]);
  });
  test('a button is no input, and overflow menus too', () => {
    expect(lines([{ type: 'input', label: plain('L'), element: button() }], 'modal')).toHaveLength(1);
  });
  test('an image element is not an image block', () => {
    const element = { type: 'image', image_url: 'https://example.com/i.png', alt_text: 'i' };
    expect(lines([{ type: 'context', elements: [element] }])).toEqual([]);
    expect(lines([{ type: 'context', elements: [{ ...element, title: plain('t') }] }])).toHaveLength(1);
  });
  test('markdown and tables are for messages only', () => {
    expect(lines([{ type: 'markdown', text: 'x' }], 'modal')).toHaveLength(1);
    expect(lines([{ type: 'markdown', text: 'x' }], 'home')).toHaveLength(1);
  });
  test('one table a message', () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'c' }]] };
    expect(lines([table])).toEqual([]);
    expect(lines([table, table])).toHaveLength(1);
  });
  test('a select has options or groups, not both and not neither', () => {
    const groups = [{ label: plain('g'), options: options(1) }];
    expect(lines([actions({ type: 'static_select', options: options(1) })])).toEqual([]);
    expect(lines([actions({ type: 'static_select', option_groups: groups })])).toEqual([]);
    expect(
      lines([actions({ type: 'static_select', option_groups: groups, options: options(1) })]),
    ).toHaveLength(1);
    expect(lines([actions({ type: 'static_select' })])).toHaveLength(1);
  });
  test('an initial option must be one of the options', () => {
    const select = { type: 'static_select', options: options(2) };
    expect(lines([actions({ ...select, initial_option: option('1') })])).toEqual([]);
    expect(lines([actions({ ...select, initial_option: option('9') })])).toHaveLength(1);
  });
});

describe('views', () => {
  const view = { type: 'modal', title: plain('T'), blocks: [] };
  const input = { type: 'input', label: plain('L'), element: { type: 'plain_text_input' } };
  test.each(['title', 'submit', 'close'])('the %s of a modal has 24 characters at most', (name) => {
    expect(validateView({ ...view, [name]: plain(long(24)) })).toEqual([]);
    expect(validateView({ ...view, [name]: plain(long(25)) })).toHaveLength(1);
  });
  test('private_metadata has 3,000 characters at most', () => {
    expect(validateView({ ...view, private_metadata: long(3_000) })).toEqual([]);
    expect(validateView({ ...view, private_metadata: long(3_001) })).toHaveLength(1);
  });
  test('a modal with an input needs a submit button', () => {
    expect(validateView({ ...view, blocks: [input] }).map(issueLine)).toEqual([
      '[ERROR] missing required field: submit [json-pointer:/view]',
    ]);
    expect(validateView({ ...view, submit: plain('Save'), blocks: [input] })).toEqual([]);
  });
  test('a home has no title', () => {
    expect(validateView({ type: 'home', blocks: [] })).toEqual([]);
    expect(validateView({ type: 'home', blocks: [], title: plain('T') })).toHaveLength(1);
  });
});

describe('the data itself', () => {
  const tables = [
    compositionShapes,
    partShapes,
    elementShapes,
    inputShapes,
    richTextShapes,
    blockShapes,
    newerBlockShapes,
  ];

  test('every shape that a rule names exists', () => {
    const rules = tables.flatMap((shapes) =>
      Object.values(shapes).flatMap(({ fields }) => Object.values(fields)),
    );
    for (const rule of rules) expect(() => checkRule(rule, {}, '')).not.toThrow();
  });
  test('every block type of a surface has a shape', () => {
    for (const types of Object.values(surfaceBlocks))
      for (const type of types) expect(() => validateBlocks([{ type }], 'message')).not.toThrow();
  });
  test('everything that is required is described', () => {
    for (const shapes of tables)
      for (const shape of Object.values(shapes))
        for (const name of [...(shape.required ?? []), ...(shape.anyOf ?? []), ...(shape.oneOf ?? [])])
          expect(Object.keys(shape.fields)).toContain(name);
  });
});
