import { pressInView } from './acts.js';
import { drawBlocks } from './blocks.js';
import { el, refill } from './el.js';
import { createForm } from './form.js';

/** The Home tab of the app, as the app drew it for this person. */
export function createHome(node) {
  const form = createForm();
  const drawn = (view, reader) => {
    form.begin(view);
    const act = (...press) => pressInView(view, ...press);
    return el('div', { class: 'home' }, drawBlocks(view.blocks, { reader, form, scope: view.id, act }));
  };
  return {
    draw(view, reader) {
      refill(node, [view?.id, view?.hash, reader.user], () =>
        view === null ? emptyHome(reader) : drawn(view, reader),
      );
    },
  };
}

function emptyHome({ words }) {
  return el('div', { class: 'empty' }, [
    el('img', { class: 'empty-mark', src: 'icon.svg', alt: '' }),
    el('p', {}, words.noHome),
    el('p', { class: 'quiet' }, words.noHomeHint),
  ]);
}
