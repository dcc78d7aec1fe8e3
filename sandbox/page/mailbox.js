import { exactly, timeOf } from './dates.js';
import { el, refill } from './el.js';

/** The e-mails that RootGuard's SNS topic sent, when Slack would not take an alert: the newest first. */
export function createMailbox() {
  const node = el('div', { 'aria-live': 'polite' });
  return {
    node,
    draw({ emails }, reader) {
      refill(node, [emails, reader.locale, reader.zone], () =>
        emails.length === 0
          ? el('p', { class: 'quiet' }, 'No e-mail was sent. Break Slack, and fire an alert.')
          : emails
              .slice(-mostShown)
              .reverse()
              .map((email, index) => letter(email, index === 0, reader)),
      );
    },
  };
}

const mostShown = 10;

function letter({ to, subject, text, at }, isNewest, reader) {
  const date = new Date(at);
  return el('details', { class: 'more email', open: isNewest }, [
    el('summary', {}, [
      el('b', {}, subject),
      el('time', { class: 'quiet', title: exactly(date, reader) }, timeOf(date, reader)),
    ]),
    el('p', { class: 'quiet' }, `To ${to}`),
    el('p', { class: 'email-text' }, text),
  ]);
}
