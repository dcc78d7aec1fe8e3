import type { SlackMessage } from '../../sandbox/slack/types.ts';
import type { Workspace } from '../../sandbox/slack/workspace.ts';
import type { Item } from '../../src/aws/attribute-value.ts';
import { readIncident } from '../../src/aws/incident-items.ts';
import { readPlan } from '../../src/aws/plan-items.ts';
import { incidentCard } from '../../src/blocks/incident-card.ts';
import { threadReply } from '../../src/blocks/thread-reply.ts';
import { parseEnvelope } from '../../src/core/envelope.ts';
import { separated } from '../../src/core/finding-event.ts';
import type { Incident } from '../../src/core/incident.ts';
import { eventMark } from '../../src/core/incident-id.ts';
import { holds } from '../../src/core/joining.ts';
import { at, type JsonObject, textAt } from '../../src/core/json.ts';
import { isShown } from '../../src/core/pen.ts';
import type { Directory } from '../../src/core/ports.ts';
import { usedRoot } from '../../src/core/root-actor.ts';
import type { RootEvent } from '../../src/core/root-event.ts';
import { eventsIn } from '../../src/core/tally.ts';
import { repliesOf } from '../../src/core/thread.ts';
import { detect } from '../../src/flows/detect.ts';

/** What is left when everything has come to rest. */
export interface Remains {
  readonly envelopes: readonly JsonObject[];
  readonly items: readonly Item[];
  readonly workspace: Workspace;
  readonly directory: Directory;
  /**
   * True if the alerts channel took nothing for a while: a card that was posted there, or instead of there, may then have been
   * left behind for one in the other channel.
   */
  readonly cut: boolean;
}

/** Everything that is wrong when all is over: nothing, whatever went wrong on the way. */
export function brokenIn(remains: Remains): readonly string[] {
  const incidents = remains.items.filter(({ sk }) => at(sk, 'S') === 'INCIDENT').map(readIncident);
  const messages = [...remains.workspace.channels.values()].flatMap((channel) =>
    channel.messages.map(({ current }) => current),
  );
  const ours = new Map(incidents.map(({ id }) => [id, [] as SlackMessage[]]));
  const homes = new Map(incidents.map(({ id, card }) => [id, card?.channel]));
  // A card that was left behind points to the one that goes on; its thread stays as it was.
  const pointed = new Set(
    incidents.filter(({ log }) => log.some(({ did }) => did === 'pointed')).map(({ id }) => id),
  );
  const isLeftBehind = (message: SlackMessage) => {
    const id = incidentOf(message) ?? '';
    const elsewhere = remains.cut && homes.get(id) !== message.channel;
    return partOf(message) === 'left' || (elsewhere && !(partOf(message) === 'card' && pointed.has(id)));
  };
  const strangers = messages
    .filter((message) => !isLeftBehind(message))
    .filter((message) => ours.get(incidentOf(message) ?? '')?.push(message) === undefined);
  return [
    ...placedOnce(remains, incidents),
    ...listed(remains, incidents),
    ...planned(remains, incidents),
    ...strangers.map(({ ts }) => `the message at ${ts} belongs to no incident`),
    ...incidents.flatMap((incident) => [
      ...cardsOf(incident, ours.get(incident.id) ?? [], remains.directory),
      ...threadOf(incident, ours.get(incident.id) ?? [], remains.directory),
    ]),
  ];
}

/** Every event is in exactly one incident, counted once, with its record beside it. */
function placedOnce({ envelopes, items }: Remains, incidents: readonly Incident[]): readonly string[] {
  const records = items.map(({ pk, sk }) => `${at(pk, 'S')} ${at(sk, 'S')}`);
  const expected = alertingIn(envelopes);
  const wrong = expected.flatMap((event) => {
    const homes = incidents.filter((incident) => holds(incident, event)).map(({ id }) => id);
    if (homes.length !== 1)
      return [`event ${event.id} (${event.name}) is in ${homes.length} incidents: ${homes}`];
    const kept = records.filter((key) => key.endsWith(`#${eventMark(event)}`));
    return kept.length === 1 && kept[0]?.startsWith(`INCIDENT#${homes[0]} `)
      ? []
      : [`event ${event.id} (${event.name}) of ${homes} is kept as ${kept}`];
  });
  const counted = incidents.reduce((sum, { tally }) => sum + eventsIn(tally), 0);
  return counted === expected.length
    ? wrong
    : [...wrong, `${counted} events are counted of ${expected.length}`];
}

/** Every incident is listed under its month, once: reports are made of these lists. */
function listed({ items }: Remains, incidents: readonly Incident[]): readonly string[] {
  const lines = items.flatMap(({ pk, sk }) =>
    String(at(pk, 'S')).startsWith('MONTH#') ? [String(at(sk, 'S')).split('#')[1]] : [],
  );
  const wrong = incidents.filter(({ id }) => lines.filter((line) => line === id).length !== 1);
  return [
    ...wrong.map(({ id }) => `${id} is not listed once under its month`),
    ...(lines.length === incidents.length
      ? []
      : [`${lines.length} incidents are listed of ${incidents.length}`]),
  ];
}

/** A plan knows each thing that root did while it ran, once, and where it was told. */
function planned({ envelopes, items }: Remains, incidents: readonly Incident[]): readonly string[] {
  const plans = items.filter(({ sk }) => String(at(sk, 'S')).startsWith('LASTS#')).map(readPlan);
  return plans.flatMap((plan) => {
    const covers = ({ account, time }: RootEvent) =>
      account === plan.account && plan.from <= time && time < plan.until;
    const done = alertingIn(envelopes).filter((event) => usedRoot(event) && covers(event));
    const marks = plan.deeds.map(({ mark }) => mark);
    const missing = done.filter((event) => !marks.includes(eventMark(event)));
    return [
      ...missing.map(({ id, name }) => `plan ${plan.number} does not know of event ${id} (${name})`),
      ...(new Set(marks).size === marks.length ? [] : [`plan ${plan.number} knows something twice`]),
      ...plan.deeds
        .filter(({ incident }) => !incidents.some(({ id }) => id === incident))
        .map(({ incident }) => `plan ${plan.number} names ${incident}, which is not there`),
    ];
  });
}

/** Every incident has exactly one card, which shows what is stored. */
function cardsOf(
  incident: Incident,
  messages: readonly SlackMessage[],
  directory: Directory,
): readonly string[] {
  const { id, card } = incident;
  const [shown, ...more] = messages.filter((message) => partOf(message) === 'card');
  if (shown === undefined || more.length > 0)
    return [`${id} has ${shown === undefined ? 0 : 1 + more.length} cards`];
  const drawn = incidentCard(incident, directory.nameOf(incident.account), 'en', card?.elsewhere);
  return [
    ...(card?.ts === shown.ts && card.channel === shown.channel
      ? []
      : [`${id} is not at ${shown.ts} in the store`]),
    ...(isShown(incident) ? [] : [`${id} is not shown as it is, says the store`]),
    ...(isSame(shown, drawn) ? [] : [`the card of ${id} does not show what is stored`]),
    ...(incident.pen === undefined ? [] : [`somebody still holds the pen of ${id}`]),
    ...(incident.trouble === undefined ? [] : [`${id} is still in trouble`]),
  ];
}

/** Every reply that the thread must have is there once, and nothing else. */
function threadOf(
  incident: Incident,
  messages: readonly SlackMessage[],
  directory: Directory,
): readonly string[] {
  const { id, card } = incident;
  const expected = new Map(repliesOf(incident).map((reply) => [reply.key, reply]));
  const replies = messages.filter((message) => partOf(message) !== 'card');
  const keys = replies.map(partOf);
  const missing = [...expected.keys()].filter((key) => !keys.includes(key));
  return [
    ...missing.map((key) => `the reply ${key} of ${id} is missing`),
    ...replies.flatMap((message) => {
      const key = partOf(message);
      const reply = expected.get(key);
      if (reply === undefined) return [`the reply ${key} of ${id} should not be there`];
      if (keys.indexOf(key) !== keys.lastIndexOf(key)) return [`the reply ${key} of ${id} is there twice`];
      if (message.thread_ts !== card?.ts) return [`the reply ${key} of ${id} is in another thread`];
      // What a rise said is left as it was said.
      const drawn = threadReply(incident, reply, {
        account: directory.nameOf(incident.account),
        locale: 'en',
        onCall: 'S0RESPONDERS',
      });
      return key === 'rise' || isSame(message, drawn)
        ? []
        : [`the reply ${key} of ${id} shows something else`];
    }),
  ];
}

/** Each event of which RootGuard must tell, once. */
export function alertingIn(envelopes: readonly JsonObject[]): readonly RootEvent[] {
  const events = envelopes.flatMap(separated).flatMap((envelope) => {
    const parsed = parseEnvelope(envelope);
    return parsed.ok ? [parsed.value] : [];
  });
  const each = new Map(events.map((event) => [`${event.account} ${event.id}`, event]));
  return [...each.values()].filter((event) => detect(event, event.time).length > 0);
}

function incidentOf({ metadata }: SlackMessage): string | undefined {
  return textAt(metadata, 'event_payload', 'incident');
}

function partOf({ metadata }: SlackMessage): string {
  return textAt(metadata, 'event_payload', 'part') ?? '';
}

/** As it went over the wire, without the ids that Slack gives to blocks that have none. */
function isSame(shown: SlackMessage, drawn: { readonly text: string; readonly blocks?: unknown }): boolean {
  const blocks = shown.blocks?.map(({ block_id: _, ...block }) => block);
  return shown.text === drawn.text && JSON.stringify(blocks) === JSON.stringify(drawn.blocks);
}
