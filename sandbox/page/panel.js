import { createAccounts } from './accounts.js';
import { createClock } from './clock.js';
import { createDetections } from './detections.js';
import { el } from './el.js';
import { createFaults } from './faults.js';
import { createMailbox } from './mailbox.js';

/** The panel that plays AWS: what happens in the accounts, how they are set up, what breaks, who hears by e-mail, what time it is. */
export function createPanel(node, detections) {
  const clock = createClock();
  const fire = createDetections(detections);
  const accounts = createAccounts();
  const faults = createFaults();
  const mailbox = createMailbox();
  node.replaceChildren(
    el(
      'header',
      { class: 'bar' },
      el('h2', {}, 'AWS'),
      el('p', { class: 'quiet' }, 'simulated on this machine'),
    ),
    el('div', { class: 'panel' }, [
      part('Something happens', fire.node),
      part('Time passes', clock.node),
      part('The accounts', accounts.node),
      part('Break things', faults.node),
      part('Mailbox', mailbox.node),
    ]),
  );
  return {
    draw(world, reader) {
      fire.draw(world);
      clock.draw(reader);
      accounts.draw(world);
      faults.draw(world);
      mailbox.draw(world, reader);
    },
  };
}

function part(title, node) {
  return el('section', { class: 'panel-part', 'aria-label': title }, el('h3', {}, title), node);
}
