import { at, objectAt, textAt } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import type { Job } from '../core/ports.ts';

/** Where jobs come from on the bus; nobody else's events are jobs. */
export const jobSource = 'rootguard.job';

/**
 * Reads a job out of its EventBridge envelope. Throws on anything else: the message then ends in the dead-letter
 * queue, where somebody sees it.
 */
export function readJob(envelope: unknown): Job {
  const detail = objectAt(envelope, 'detail');
  if (textAt(envelope, 'source') !== jobSource || detail === undefined)
    throw new Error('This is not a RootGuard job.');
  const kind = textAt(detail, 'kind') ?? '';
  const job = Object.hasOwn(readers, kind) ? readers[kind]?.(detail) : undefined;
  if (job === undefined) throw new Error(`This is not a job that RootGuard knows: ${kind.slice(0, 40)}`);
  return job;
}

/** By the job's kind: reads it, or undefined if something is missing. */
const readers: Readonly<Record<string, (detail: unknown) => Job | undefined>> = {
  tick: () => ({ kind: 'tick' }),

  redraw(detail) {
    const incident = textAt(detail, 'incident');
    return incident === undefined ? undefined : { kind: 'redraw', incident };
  },

  recheck(detail) {
    const incident = textAt(detail, 'incident');
    return incident === undefined ? undefined : { kind: 'recheck', incident };
  },

  'draw-plan'(detail) {
    const plan = at(detail, 'plan');
    return typeof plan === 'number' ? { kind: 'draw-plan', plan } : undefined;
  },

  fill(detail) {
    const [action, view, user] = ['action', 'view', 'user'].map((key) => textAt(detail, key));
    if (action === undefined || view === undefined || user === undefined) return undefined;
    const asker = { user, name: textAt(detail, 'name') ?? user, locale: localeIn(detail) };
    return { kind: 'fill', action, view, value: textAt(detail, 'value') ?? '', ...asker };
  },

  command(detail) {
    const asker = askerOf(detail);
    const word = textAt(detail, 'word');
    if (asker === undefined || word === undefined) return undefined;
    const channel = textAt(detail, 'channel');
    const args = textAt(detail, 'args') ?? '';
    return { kind: 'command', word, args, ...asker, ...(channel !== undefined && { channel }) };
  },

  'check-account'(detail) {
    const [sweep, account, responseUrl] = ['sweep', 'account', 'responseUrl'].map((key) =>
      textAt(detail, key),
    );
    const [group, size] = [at(detail, 'group'), at(detail, 'size')];
    if (sweep === undefined || account === undefined) return undefined;
    if (typeof group !== 'number' || typeof size !== 'number') return undefined;
    const answer = responseUrl === undefined ? {} : { responseUrl };
    return { kind: 'check-account', sweep, account, group, size, ...answer };
  },

  'check-again'(detail) {
    const asker = askerOf(detail);
    const [account, check] = [textAt(detail, 'account'), textAt(detail, 'check')];
    if (asker === undefined || account === undefined || check === undefined) return undefined;
    const [channel, ts] = ['channel', 'ts'].map((key) => textAt(detail, 'message', key));
    const message = channel === undefined || ts === undefined ? {} : { message: { channel, ts } };
    return { kind: 'check-again', account, check, ...asker, ...message };
  },
};

function askerOf(detail: unknown) {
  const [user, responseUrl] = [textAt(detail, 'user'), textAt(detail, 'responseUrl')];
  if (user === undefined || responseUrl === undefined) return undefined;
  return { user, name: textAt(detail, 'name') ?? user, locale: localeIn(detail), responseUrl };
}

function localeIn(detail: unknown): Locale {
  return at(detail, 'locale') === 'ko' ? 'ko' : 'en';
}
