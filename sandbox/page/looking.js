/**
 * What this tab looks at and as whom. It is kept per tab, so two tabs can be two people, and a link such as
 * `/?user=U0KIM` opens as Kim.
 */
const key = 'rootguard-looking';
const listeners = new Set();
const start = { user: undefined, place: undefined, thread: undefined, pane: 'slack' };
let current = { ...start, ...remembered(), ...linked() };

/** Who looks, at which channel (or `app`), at which thread, and on a phone at which pane. */
export function looking() {
  return current;
}

/** Looks elsewhere; listeners hear of it if anything is different. */
export function look(change) {
  const next = { ...current, ...change };
  if (JSON.stringify(next) === JSON.stringify(current)) return;
  current = next;
  sessionStorage.setItem(key, JSON.stringify(current));
  for (const listener of listeners) listener();
}

/** Calls back after every change of what is looked at. */
export function onLook(listener) {
  listeners.add(listener);
}

/** The person to be at first: somebody who shares the browser's language. */
export function firstUser(users) {
  const language = navigator.language.slice(0, 2);
  return (users.find(({ locale }) => locale.startsWith(language)) ?? englishSpeaker(users)).id;
}

function englishSpeaker(users) {
  return users.find(({ locale }) => locale.startsWith('en')) ?? users[0];
}

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}');
  } catch {
    return {};
  }
}

function linked() {
  const search = new URLSearchParams(location.search);
  return Object.fromEntries(['user', 'place', 'pane'].flatMap((name) => pair(name, search.get(name))));
}

function pair(name, value) {
  return value === null ? [] : [[name, value]];
}
