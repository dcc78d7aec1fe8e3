import type { CardPlace, Incident } from './incident.ts';
import type { Severity } from './severity.ts';
import type { Reply } from './thread.ts';

/** Slack, as the flows see it. Methods throw SlackError. */
export interface Messenger {
  /**
   * Posts an incident's card into a channel, in the channel's language. `elsewhere` is why it is not the alerts channel, as
   * Slack's error.
   */
  postCard(channel: string, incident: Incident, elsewhere?: string): Promise<CardPlace>;
  /** Redraws a card where it is. */
  updateCard(place: CardPlace, incident: Incident): Promise<void>;
  /** Looks for a card that was posted but never recorded: by the incident id in the message's metadata. */
  findCard(channel: string, incident: Incident): Promise<FoundCard | undefined>;
  /** All of its cards in a channel: more than one where one was left behind. */
  findCards(channel: string, incident: Incident): Promise<readonly FoundCard[]>;
  /** Makes a card that was left behind say where the incident goes on. */
  pointTo(left: CardPlace, incident: Incident, home: CardPlace): Promise<void>;
  /** Posts into a card's thread; returns the message's ts. */
  postReply(card: CardPlace, incident: Incident, reply: Reply): Promise<string>;
  updateReply(card: CardPlace, ts: string, incident: Incident, reply: Reply): Promise<void>;
  /** Takes a reply away; one that is gone already is no error. */
  removeReply(card: CardPlace, ts: string): Promise<void>;
  /** The replies in a card's thread, by their keys: those that were posted but never recorded, too. */
  findReplies(card: CardPlace, incident: Incident): Promise<ReadonlyMap<string, string>>;
}

/** A card that was found in a channel, and the severity that its first post said. */
export interface FoundCard extends CardPlace {
  readonly announced: Severity;
}

/** Reaches people outside of the channel. Methods throw SlackError where trying again may help. */
export interface Summoner {
  /** Tells everybody on call by direct message; returns how many it reached. */
  summon(incident: Incident): Promise<number>;
  /** Asks the owner whether they are still on it. Slack's error if they cannot be asked at all: they left, for example. */
  askOwner(incident: Incident, owner: string): Promise<string | undefined>;
}

/** Tells people of an incident by e-mail. Throws NotifierError. */
export interface Mailer {
  /** `reason` is Slack's error, or why people are called: `unattended`, `denied`. */
  mail(incident: Incident, reason: string): Promise<void>;
}

/** The road that does not lead through Slack: whoever subscribed to the topic hears, by e-mail as a rule. */
export interface Notifier {
  /** Sends plain text. Throws NotifierError if the topic did not take it. */
  notify(message: { readonly subject: string; readonly text: string }): Promise<void>;
}
