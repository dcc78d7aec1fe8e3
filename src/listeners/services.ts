import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import type { Auditor, Clock, Directory, DrillBus, JobQueue, Logger, People, Store } from '../core/ports.ts';
import type { Drawn } from '../flows/draw-once.ts';
import type { SlackCall } from '../slack/call.ts';
import type { Respond } from '../slack/respond.ts';
import type { UploadFile } from '../slack/upload.ts';

/** What every answer may use. */
export interface Services {
  readonly store: Store;
  /** Makes an incident's card show what is stored. Throws SlackError or StoreError. */
  readonly draw: (incident: Incident) => Promise<Drawn>;
  readonly people: People;
  /** Slack's Web API, for what is shown to one person: modals and Home. */
  readonly call: SlackCall;
  readonly directory: Directory;
  /** Takes work that is too long for an answer, or that must be tried again. */
  readonly jobs: JobQueue;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What the door to Slack has besides: it starts drills, and answers privately. */
export interface DoorServices extends Services {
  readonly drills: DrillBus;
  readonly respond: Respond;
}

/** What the worker has besides: it may ask AWS, and answers when it is done. */
export interface WorkerServices extends Services {
  readonly auditor: Auditor;
  readonly upload: UploadFile;
  /** The id of the alerts channel, and the language of what is posted there. */
  readonly channel: string;
  readonly language: Locale;
  readonly respond: Respond;
}

/** Who typed a command or pressed a button. */
export interface Asker {
  readonly user: string;
  readonly name: string;
  readonly locale: Locale;
}

/** A command as it was typed: `/rootguard <word> <args>`. */
export interface Question extends Asker {
  readonly args: string;
}
