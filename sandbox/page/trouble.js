import { el, fill } from './el.js';

/** Where a failure is told: above the channel, and in an open modal, which covers that. */
const places = () => document.querySelectorAll('[data-trouble]');

/** Shows what went wrong until it is closed or something works. */
export function showTrouble(words) {
  for (const place of places()) {
    const close = el('button', { type: 'button', class: 'link', onclick: clearTrouble }, 'Close');
    fill(place, el('span', {}, words), close);
    place.hidden = false;
  }
}

/** Takes the bar away. */
export function clearTrouble() {
  for (const place of places()) {
    place.hidden = true;
    place.replaceChildren();
  }
}

/** Slack's error to the person, with what it means and where to look. */
export function explained({ error, status, ms }) {
  const meaning = meanings[error]?.(status, ms) ?? 'Slack could not use what RootGuard answered.';
  return `${error}: ${meaning}`;
}

const meanings = {
  operation_timeout: (_status, ms) =>
    `RootGuard did not answer within Slack's 3 seconds (it took ${(ms / 1000).toFixed(1)} s). It may still have done it; look before you try again.`,
  dispatch_failed: (status) =>
    status === 0
      ? 'RootGuard could not be reached, so nothing was done. Try again in a moment.'
      : `RootGuard answered with HTTP ${status}. The log of its functions is at /_sandbox/logs.`,
};
