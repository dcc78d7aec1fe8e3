import type { Answer, Attestation } from './attestation.ts';
import type { Custodians } from './custodian.ts';
import type { CardPlace, Incident } from './incident.ts';

/** Where custodians and the questions to them live. Every method may throw a StoreError. */
export interface CustodianStore {
  /** An account's custodians; an empty list (version 0) if there are none. */
  custodians(account: string): Promise<Custodians>;
  /** Those of every account that has some, in the order of account ids. */
  allCustodians(): Promise<readonly Custodians[]>;
  /** Stores the next version in one conditional write; false, and nothing changed, if somebody was faster. */
  replaceCustodians(next: Custodians): Promise<boolean>;
  /** Stores a new question, unless the incident has one. Returns what is stored. */
  addAttestation(attestation: Attestation): Promise<Attestation>;
  attestation(incident: string): Promise<Attestation | undefined>;
  /** Replaces a question by its next version in one conditional write; false if somebody was faster. */
  replaceAttestation(next: Attestation): Promise<boolean>;
  /** Questions that wait, or whose verdict nobody was told; the earliest deadline first, at most `limit`. May lag a moment. */
  openAttestations(limit: number): Promise<readonly Attestation[]>;
}

/** What custodians and the channel are told: direct messages in each one's language. Methods throw SlackError. */
export interface CustodianBoard {
  /** Asks one person. */
  ask(user: string, attestation: Attestation, incident: Incident): Promise<CardPlace>;
  /** Redraws one person's question: their answer, or what came of it. */
  redrawQuestion(user: string, place: CardPlace, attestation: Attestation, incident: Incident): Promise<void>;
  /** Says what came of it in the incident's thread, in the channel's language; with `late`, what somebody said afterwards. */
  say(card: CardPlace, attestation: Attestation, late: Answer | undefined): Promise<void>;
}
