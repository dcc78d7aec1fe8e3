import type { TagCanary } from '../core/canary.ts';
import type { CustodianBoard } from '../core/custodian-ports.ts';
import type { Ladder } from '../core/escalation.ts';
import type { Incident } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import type { Plan } from '../core/plan.ts';
import type {
  Auditor,
  Clock,
  Directory,
  DrillBus,
  JobQueue,
  Logger,
  Mailer,
  Messenger,
  Organization,
  People,
  PostureMessenger,
  Store,
  Summoner,
} from '../core/ports.ts';
import type { Drawn } from '../flows/draw-once.ts';
import type { SlackCall } from '../slack/call.ts';
import type { Respond } from '../slack/respond.ts';
import type { UploadFile } from '../slack/upload.ts';

/** What every answer may use. */
export interface Services {
  readonly store: Store;
  /** Makes an incident's card show what is stored; in the worker its thread, too. Throws SlackError or StoreError. */
  readonly draw: (incident: Incident) => Promise<Drawn>;
  /** Makes a plan's message show what is stored. Throws SlackError or StoreError. */
  readonly drawPlan: (plan: Plan, lookFirst: boolean) => Promise<void>;
  /** What custodians and the channel are told of questions to them. */
  readonly questions: CustodianBoard;
  /** What happens when nobody does anything. */
  readonly ladder: Ladder;
  readonly people: People;
  /** Slack's Web API, for what is shown to one person: modals and Home. */
  readonly call: SlackCall;
  readonly directory: Directory;
  /** Takes work that is too long for an answer, or that must be tried again. */
  readonly jobs: JobQueue;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The account that RootGuard runs in, and that sends the heartbeats; undefined where it is not configured. */
  readonly hub: string | undefined;
}

/** What the door to Slack has besides: it starts drills, and answers privately. */
export interface DoorServices extends Services {
  readonly drills: DrillBus;
  readonly respond: Respond;
}

/** What the worker has besides: it may ask AWS, and answers when it is done. */
export interface WorkerServices extends Services {
  readonly summoner: Summoner;
  /** Absent if no topic for e-mails is set. */
  readonly mailer?: Mailer | undefined;
  readonly auditor: Auditor;
  readonly upload: UploadFile;
  /** The id of the alerts channel. */
  readonly channel: string;
  /** The id of the second channel, if there is one. */
  readonly secondChannel?: string | undefined;
  /** Cards and their threads. To draw one, see `draw`. */
  readonly messenger: Messenger;
  /** Undefined where no organization is configured. */
  readonly organization: Organization | undefined;
  readonly respond: Respond;
  /** Sends a heartbeat the way of an alert. Throws if the bus does not take it. */
  readonly beat: () => Promise<void>;
  /** Writes the tag of a canary; absent where no event of AWS comes to. */
  readonly tagCanary?: TagCanary | undefined;
  readonly posture: PostureMessenger;
  /** The language of the alerts channel. */
  readonly language: Locale;
  /** Waits, in ms. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Who typed a command or pressed a button. */
export interface Asker {
  readonly user: string;
  readonly name: string;
  readonly locale: Locale;
}

/** A command that is answered in the body of the 200: it can open one modal within three seconds. */
export interface NowQuestion extends Question {
  readonly triggerId: string;
}

/** A command as it was typed: `/rootguard <word> <args>`. */
export interface Question extends Asker {
  readonly args: string;
}

/** A command whose answer comes later. */
export interface LaterQuestion extends Question {
  /** Where the answer goes: a bearer secret, valid for 30 minutes. Never logged. */
  readonly responseUrl: string;
  /** Where it was typed; unknown of commands that older versions took. */
  readonly channel?: string;
  /** How often its job came out of the queue, this time included. */
  readonly receives: number;
}
