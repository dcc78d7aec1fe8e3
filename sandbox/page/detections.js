import { attempt } from './acts.js';
import { post } from './api.js';
import { el, refill } from './el.js';

/** A button for every example of every detection, and the account that it happens in. */
export function createDetections(detections) {
  const account = el('select', { class: 'field', id: 'fire-account' });
  const said = el('p', { class: 'quiet', role: 'status' });

  const fire = async (button, { id }, { name, raises }) => {
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    const body = { account: account.value || undefined, example: name };
    const answer = await attempt(() => post(`detections/${encodeURIComponent(id)}/fire`, body));
    button.removeAttribute('aria-busy');
    if (answer === undefined) return;
    const where = account.selectedOptions[0]?.textContent ?? 'the hub account';
    said.textContent =
      raises === 'nothing'
        ? `Sent to ${where}. Nothing should appear in Slack.`
        : `Sent to ${where}. The card arrives in Slack.`;
  };

  const buttonFor = (detection) => (example) =>
    el(
      'button',
      {
        type: 'button',
        class: 'fire',
        'data-detection': detection.id,
        'data-example': example.name,
        onclick: ({ currentTarget }) => void fire(currentTarget, detection, example),
      },
      el('span', {}, example.name),
      el('span', { class: `severity severity-${example.raises}` }, example.raises),
    );

  const loud = ({ raises }) => raises !== 'nothing';
  const groups = [...detections]
    .sort(byWeight)
    .map((detection) =>
      el('div', { class: 'detection' }, [
        el('h4', {}, detection.title.en.replace('{event}', 'an API')),
        detection.examples.filter(loud).map(buttonFor(detection)),
      ]),
    );
  const silent = detections.flatMap((detection) =>
    detection.examples.filter((example) => !loud(example)).map(buttonFor(detection)),
  );
  const node = el('div', {}, [
    el('label', { class: 'row row-wide' }, el('span', {}, 'Account'), account),
    said,
    groups,
    el('details', { class: 'more' }, el('summary', {}, 'Must stay silent'), silent),
  ]);

  return {
    node,
    draw({ accounts }) {
      const chosen = account.value;
      const names = accounts.map(({ id, name }) => [id, `${name} · ${id}`]);
      refill(account, names, () => names.map(([value, name]) => el('option', { value }, name)));
      if (accounts.some(({ id }) => id === chosen)) account.value = chosen;
    },
  };
}

const weights = ['critical', 'high', 'medium', 'low', 'info', 'nothing'];

/** What is worst comes first; the order of files is no order. */
function byWeight(a, b) {
  const weight = ({ examples }) => Math.min(...examples.map(({ raises }) => weights.indexOf(raises)));
  return weight(a) - weight(b) || a.title.en.localeCompare(b.title.en);
}
