import { attempt } from './acts.js';
import { post } from './api.js';
import { exactly } from './dates.js';
import { el } from './el.js';

const minute = 60_000;
const steps = [
  ['+5 min', 5 * minute],
  ['+1 h', 60 * minute],
  ['+1 day', 24 * 60 * minute],
];

/** The sandbox's clock: time can be skipped, never turned back. */
export function createClock() {
  const time = el('time', {});
  let reader;
  const tick = () => {
    if (reader === undefined) return;
    const text = exactly(new Date(reader.now()), reader);
    if (time.textContent !== text) time.textContent = text;
  };
  setInterval(tick, 1_000);
  const skip = (advanceMs) => attempt(() => post('clock', { advanceMs }));
  return {
    node: el('div', {}, [
      el('p', { class: 'clock' }, time),
      el(
        'div',
        { class: 'buttons' },
        steps.map(([name, ms]) =>
          el('button', { type: 'button', class: 'button', onclick: () => void skip(ms) }, name),
        ),
      ),
      el('p', { class: 'quiet' }, 'Reminders and deadlines that fall due happen at once.'),
    ]),
    draw(next) {
      reader = next;
      tick();
    },
  };
}
