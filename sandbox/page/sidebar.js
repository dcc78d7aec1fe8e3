import { el, refill } from './el.js';
import { look, looking } from './looking.js';

/** The workspace's side: channels, the app, and who this tab is. `unread` is a Map of counts by channel. */
export function drawSidebar(node, world, reader, unread) {
  const { place } = looking();
  const { users, channels } = world;
  refill(node, [users, channels, place, reader.user, [...unread]], () => [
    el('div', { class: 'workspace' }, el('b', {}, 'Acme'), el('span', {}, 'RootGuard sandbox')),
    places(channels, place, unread),
    people(users, reader),
  ]);
}

function places(channels, place, unread) {
  const direct = channels.filter(({ kind }) => kind === 'im');
  return el('div', { class: 'places' }, [
    el('h2', {}, 'Channels'),
    channels
      .filter(({ kind }) => kind !== 'im')
      .map(({ id, name, archived }) =>
        placeButton(id, archived ? '🗄' : '#', name, place, unread.get(id) ?? 0),
      ),
    direct.length > 0 && el('h2', {}, 'Direct messages'),
    direct.map(({ id }) => placeButton(id, '●', 'RootGuard', place, unread.get(id) ?? 0)),
    el('h2', {}, 'Apps'),
    placeButton('app', '⌂', 'RootGuard', place, 0),
  ]);
}

function placeButton(id, mark, name, place, unread) {
  const current = id === place;
  return el(
    'button',
    {
      type: 'button',
      class: `place${unread > 0 ? ' place-unread' : ''}`,
      'data-key': `place/${id}`,
      'aria-current': current ? 'page' : undefined,
      onclick: () => look({ place: id, thread: undefined, pane: 'slack' }),
    },
    el('span', { class: 'place-mark', 'aria-hidden': 'true' }, mark),
    el('span', { class: 'place-name' }, name),
    unread > 0 && el('span', { class: 'count' }, unread, el('span', { class: 'unseen' }, ' unread')),
  );
}

function people(users, reader) {
  return el('fieldset', { class: 'people' }, [
    el('legend', {}, 'You are'),
    users.map((user) => {
      const box = el('input', {
        type: 'radio',
        name: 'person',
        value: user.id,
        'data-key': `person/${user.id}`,
        onchange: () => look({ user: user.id }),
      });
      box.checked = user.id === reader.user;
      return el('label', { class: 'person' }, [
        box,
        el(
          'span',
          { class: 'avatar avatar-small avatar-letter', 'aria-hidden': 'true' },
          user.realName.slice(0, 1),
        ),
        el('span', { class: 'person-name' }, user.realName),
        el('small', {}, `${languageOf(user)} · ${cityOf(user)}`),
      ]);
    }),
  ]);
}

function languageOf({ locale }) {
  return new Intl.DisplayNames('en', { type: 'language' }).of(locale.slice(0, 2));
}

function cityOf({ tz }) {
  return tz?.split('/').at(-1).replaceAll('_', ' ') ?? '';
}
