import type { SlackMessage } from '../blocks/message.ts';
import type { Text } from '../core/locale.ts';
import type { DoorServices, LaterQuestion, NowQuestion, WorkerServices } from './services.ts';

/** One `/rootguard` word. Its file name is the word. */
export type Command = NowCommand | LaterCommand;

interface Words {
  /** What it does, for `/rootguard help`. */
  readonly summary: Text;
  /** What follows the word, such as `<id>`; empty if nothing does. */
  readonly usage: string;
  /** True of a second word for what another one does: `/rootguard help` names that one. */
  readonly alias?: boolean;
}

/** A command that is answered from what is stored, within the three seconds that Slack waits. */
export interface NowCommand extends Words {
  readonly answers: 'now';
  /** Returns undefined where a modal says it all. */
  readonly run: (question: NowQuestion, services: DoorServices) => Promise<SlackMessage | undefined>;
}

/** A command that asks AWS: acknowledged at once with `meanwhile`, answered by the worker. */
export interface LaterCommand extends Words {
  readonly answers: 'later';
  readonly meanwhile: Text;
  /** Returns undefined if it has answered by itself. */
  readonly run: (question: LaterQuestion, services: WorkerServices) => Promise<SlackMessage | undefined>;
}

/** Types a command; does nothing at run time. */
export function defineCommand(command: Command): Command {
  return command;
}
