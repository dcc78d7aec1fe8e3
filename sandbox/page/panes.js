import { el, refill } from './el.js';
import { look } from './looking.js';

/** The width from which on the AWS panel is a tab, as in style.css. */
export const isPhone = matchMedia('(max-width: 820px)');

/** The tabs of a phone; Slack's tells what arrived while the other was open. */
export function drawPanes(node, pane, unread) {
  const count = [...unread.values()].reduce((sum, more) => sum + more, 0);
  const tab = (id, name, more) =>
    el(
      'button',
      {
        type: 'button',
        'data-key': `pane/${id}`,
        'aria-pressed': String(id === pane),
        onclick: () => look({ pane: id }),
      },
      name,
      more > 0 && el('span', { class: 'count' }, more, el('span', { class: 'unseen' }, ' unread')),
    );
  refill(node, [pane, count], () => [tab('slack', 'Slack', count), tab('aws', 'AWS', 0)]);
}
