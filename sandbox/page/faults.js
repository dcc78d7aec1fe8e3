import { attempt } from './acts.js';
import { post } from './api.js';
import { el, refill } from './el.js';

const times = 3;
const post3 = { method: 'chat.postMessage', times };

/** Each replaces what was broken before. `afterAccept`: it is done, and only the answer is lost. */
const breakages = [
  ['Slack is too busy (429)', { slack: [{ ...post3, status: 429, retryAfter: 2 }] }],
  ['Slack is down (503)', { slack: [{ method: '*', status: 503, times }] }],
  [
    'Slack posts, but its answer is lost',
    { slack: [{ ...post3, status: 503, times: 1, afterAccept: true }] },
  ],
  ['The channel is archived', { slack: [{ ...post3, status: 200, error: 'is_archived' }] }],
  ['RootGuard was removed from the channel', { slack: [{ ...post3, status: 200, error: 'not_in_channel' }] }],
  [
    'The store fails',
    { store: ['GetItem', 'PutItem', 'UpdateItem', 'Query'].map((operation) => ({ operation, times: 1 })) },
  ],
  [
    'Slack is down, and e-mails fail, too',
    { slack: [{ method: '*', status: 503, times: 30 }], email: [{ times: 3 }] },
  ],
];

/** Buttons that break Slack, the store or the e-mails for the next calls, and what was given up because of it. */
export function createFaults() {
  const said = el('p', { class: 'quiet', role: 'status' });
  const letters = el('div', {});

  const set = async (name, faults) => {
    const answer = await attempt(() => post('faults', faults));
    if (answer === undefined) return;
    said.textContent = name === undefined ? 'Everything works again.' : `Broken for the next calls: ${name}.`;
  };
  const button = (name, faults, look = 'fire') =>
    el(
      'button',
      { type: 'button', class: look, onclick: () => void set(name, faults) },
      name ?? 'Repair everything',
    );

  return {
    node: el('div', {}, [
      breakages.map(([name, faults]) => button(name, faults)),
      el('div', { class: 'buttons' }, button(undefined, {}, 'button')),
      said,
      letters,
    ]),
    draw({ deadLetters: { ingest, jobs } }) {
      refill(letters, [ingest, jobs], () => deadLetterBox([...ingest, ...jobs]));
    },
  };
}

function deadLetterBox(letters) {
  if (letters.length === 0) return el('p', { class: 'quiet' }, 'The dead-letter queue is empty.');
  const redrive = () => void attempt(() => post('deadletters/redrive'));
  return el('details', { class: 'more', open: true }, [
    el('summary', {}, `Dead letters: ${letters.length}`),
    letters
      .slice(-5)
      .map(({ lastError, receives }) =>
        el('p', { class: 'letter' }, `${String(lastError)} (tried ${receives} times)`),
      ),
    el(
      'button',
      { type: 'button', class: 'button', 'data-key': 'redrive', onclick: redrive },
      'Send them again',
    ),
  ]);
}
