import { createHash } from 'node:crypto';
import type { Loudness, Said } from './escalation.ts';
import { type Incident, type IncidentFinding, leading, type PostedReply } from './incident.ts';
import { deeds, type LogLine } from './log-line.ts';
import { checklist, type StepState } from './playbook.ts';
import { eventsIn, type TimelineLine } from './tally.ts';

/**
 * What an incident's thread must show, as a pure function of the incident. Whoever draws compares it with what is posted: a
 * reply that is missing is posted, one that shows something else is edited. So the thread is right whatever order things
 * came in, and whoever died on the way.
 */
export interface Reply {
  /** Its identity within the incident; also in the message's metadata. */
  readonly key: string;
  /** Changes with what it shows. */
  readonly digest: string;
  readonly content: ReplyContent;
  /** Shown in the channel, too. */
  readonly loud?: true;
}

/** What a reply is about. */
export type ReplyContent =
  /** A page of the timeline; `left` is how many events more there are than lines have room for, on the last page. */
  | { readonly kind: 'page'; readonly lines: readonly TimelineLine[]; readonly left: number }
  /** The incident became critical after its card was posted. */
  | { readonly kind: 'rise'; readonly finding: IncidentFinding }
  /** Nobody is on it, or it was not us; `ended` once that is no longer so. */
  | { readonly kind: 'reminder'; readonly call: ReminderCall; readonly ended: boolean }
  /** What to do when it was not us. */
  | { readonly kind: 'playbook'; readonly steps: readonly StepState[]; readonly ended: boolean }
  /** Something that people did, or that they must know. */
  | { readonly kind: 'act'; readonly line: LogLine };

/** How it was called out. */
export interface ReminderCall {
  readonly why: 'unattended' | 'denied';
  /** How the reminder was posted: decides whom it mentions. */
  readonly said: Said;
  /** The last call, which may have been outside of the channel, and when. */
  readonly how: Loudness;
  readonly at: number;
}

/** How many lines a reply shows: on a phone two screens, and far below Slack's 9,000 characters. */
const pageSize = 15;

/** All replies that an incident's thread must show now. */
export function repliesOf(incident: Incident): readonly Reply[] {
  return [
    ...pages(incident),
    ...rise(incident),
    ...acts(incident),
    ...playbook(incident),
    ...reminder(incident),
  ];
}

/** Reminders whose place a louder one took: an edit makes no phone ring, so each call is posted anew, and the last one goes. */
export function strayReplies(incident: Incident): readonly PostedReply[] {
  const current = keyOfReminder(incident);
  return incident.thread.filter(({ key }) => key.startsWith(reminderPrefix) && key !== current);
}

/** The replies that are not posted yet, or show something older. */
export function staleReplies(
  incident: Incident,
): readonly { readonly reply: Reply; readonly posted?: PostedReply }[] {
  const posted = new Map(incident.thread.map((each) => [each.key, each]));
  return repliesOf(incident)
    .map((reply) => ({ reply, posted: posted.get(reply.key) }))
    .filter((each) => each.posted?.shows !== each.reply.digest)
    .map(({ reply, posted: at }) => ({ reply, ...(at !== undefined && { posted: at }) }));
}

/** The lines of one page of the timeline; none for a page that does not exist. */
export function pageOf({ timeline }: Incident, page: number): readonly TimelineLine[] {
  return timeline.slice(page * pageSize, (page + 1) * pageSize);
}

/** A single event needs no timeline: the card says it all. */
function pages(incident: Incident): readonly Reply[] {
  const { timeline, tally } = incident;
  const events = eventsIn(tally);
  if (events < 2) return [];
  const left = events - timeline.reduce((sum, { n }) => sum + n, 0);
  const count = Math.ceil(timeline.length / pageSize);
  return Array.from({ length: count }, (_, page) =>
    replyOf(`page-${page}`, {
      kind: 'page',
      lines: pageOf(incident, page),
      left: page === count - 1 ? left : 0,
    }),
  );
}

/** Told once, when the card's first post had said less. */
function rise(incident: Incident): readonly Reply[] {
  const finding = leading(incident);
  const announced = incident.card?.announced;
  if (finding.severity !== 'critical' || announced === undefined || announced === 'critical') return [];
  // Its words stay as they were posted, whatever is found later.
  const posted = incident.thread.find(({ key }) => key === 'rise');
  const content = { kind: 'rise', finding } as const;
  return [{ key: 'rise', digest: posted?.shows ?? digestOf(content), content, loud: true }];
}

/** One, which grows with what is done. */
function playbook(incident: Incident): readonly Reply[] {
  if (incident.denied === undefined) return [];
  const ended = incident.state === 'explained';
  return [replyOf('playbook', { kind: 'playbook', steps: checklist(incident), ended })];
}

const reminderPrefix = 'remind-';

function keyOfReminder({ waiting }: Incident): string {
  return `${reminderPrefix}${waiting.posted}`;
}

/** One, with the key of the last call. When somebody is on it, it says so, with the words of the call that it was. */
function reminder(incident: Incident): readonly Reply[] {
  const { waiting, denied, log, state } = incident;
  if (waiting.posted === 0) return [];
  const key = keyOfReminder(incident);
  const { said, how, at } = waiting;
  if (said === undefined || how === undefined || at === undefined) {
    // The waiting is over: whatever was posted last is rewritten. What was never posted need not be.
    const last = log.findLast(({ did }) => did === 'escalated');
    if (!incident.thread.some((posted) => posted.key === key) || last?.how === undefined) return [];
    const call = { why: 'unattended', said: 'thread', how: last.how, at: last.at } as const;
    return [replyOf(key, { kind: 'reminder', call, ended: true })];
  }
  const why = denied !== undefined && denied.at === waiting.since ? 'denied' : 'unattended';
  const ended = state === 'explained' || (why === 'unattended' && state === 'acknowledged');
  const content = { kind: 'reminder', call: { why, said, how, at }, ended } as const;
  return [{ ...replyOf(key, content), ...(said !== 'thread' && { loud: true }) }];
}

function acts({ log }: Incident): readonly Reply[] {
  return log.flatMap((line, index) =>
    deeds[line.did] === 'told'
      ? [
          {
            ...replyOf(`act-${indexOfAct(log, index)}`, { kind: 'act', line }),
            // Somebody else must do something now, and nobody but the two is reading this thread.
            ...(line.did === 'proposed' && { loud: true }),
          },
        ]
      : [],
  );
}

/** By its number among the acts that are told: other lines may be folded, which moves the index. */
function indexOfAct(log: readonly LogLine[], index: number): number {
  return log.slice(0, index).filter(({ did }) => deeds[did] === 'told').length;
}

function replyOf(key: string, content: ReplyContent): Reply {
  return { key, digest: digestOf(content), content };
}

function digestOf(content: ReplyContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 10);
}
