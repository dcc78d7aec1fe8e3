import { el } from './el.js';
import { drawElement } from './elements.js';
import { inputBlock } from './input-block.js';
import { richText } from './rich-text.js';
import { textOf } from './texts.js';

/**
 * Draws Block Kit. `surface` has the reader, `act(element, value)` that tells the app of a press, `scope` (a prefix
 * for the keys of elements) and, in views, the `form` that collects what is filled in.
 * https://docs.slack.dev/reference/block-kit/blocks
 */
export function drawBlocks(blocks, surface) {
  return blocks.map((block) => {
    const draw = Object.hasOwn(drawers, block.type) ? drawers[block.type] : unsupported;
    return draw(block, surface);
  });
}

const drawers = {
  header: ({ text }, { reader }) => el('h3', { class: 'block block-header' }, textOf(text, reader)),
  divider: () => el('hr', { class: 'block block-divider' }),
  section,
  context: ({ elements }, { reader }) =>
    el(
      'div',
      { class: 'block block-context' },
      elements.map((element) =>
        element.type === 'image' ? picture(element) : el('span', {}, textOf(element, reader)),
      ),
    ),
  actions: (block, surface) =>
    el(
      'div',
      { class: 'block block-actions' },
      block.elements.map((element) => drawElement(block, element, surface)),
    ),
  image: (block, { reader }) =>
    el('div', { class: 'block' }, [
      block.title && el('div', { class: 'quiet' }, textOf(block.title, reader)),
      picture(block),
    ]),
  rich_text: (block, { reader }) => el('div', { class: 'block' }, richText(block, reader)),
  input: inputBlock,
};

function section(block, surface) {
  const { text, fields = [], accessory } = block;
  const side =
    accessory && (accessory.type === 'image' ? picture(accessory) : drawElement(block, accessory, surface));
  return el('div', { class: 'block block-section' }, [
    el('div', { class: 'section-main' }, [
      text && el('div', { class: 'prose' }, textOf(text, surface.reader)),
      fields.length > 0 &&
        el(
          'div',
          { class: 'section-fields' },
          fields.map((field) => el('div', { class: 'prose' }, textOf(field, surface.reader))),
        ),
    ]),
    side && el('div', { class: 'section-side' }, side),
  ]);
}

/** Nothing is loaded from elsewhere, so a picture is its description. */
function picture({ alt_text: alt }) {
  return el('span', { class: 'picture', role: 'img', 'aria-label': alt }, alt);
}

function unsupported({ type }, { reader }) {
  return el('p', { class: 'block unsupported' }, reader.words.unsupported(type));
}
