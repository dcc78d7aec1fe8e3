import { unknownWord } from '../blocks/help-text.ts';
import { type SlackMessage, sentence } from '../blocks/message.ts';
import { failureNotice } from '../blocks/notices.ts';
import { commands } from './commands/index.generated.ts';
import { nearestWord } from './nearest-word.ts';
import type { DoorServices, Question } from './services.ts';

/** A slash command as Slack sends it. */
export interface Typed {
  readonly text: string;
  readonly user: string;
  readonly responseUrl: string;
  readonly triggerId: string;
  /** Where it was typed. */
  readonly channel: string;
}

/**
 * The answer to `/rootguard …`, for the body of the 200; undefined where a modal is the answer. Never throws: a failure is an answer, too, and Slack would
 * only show `dispatch_failed`.
 */
export async function answerCommand(typed: Typed, services: DoorServices): Promise<SlackMessage | undefined> {
  const { name, locale } = await services.people.profile(typed.user);
  const [word = '', ...rest] = plainText(typed.text).trim().split(/\s+/);
  const question: Question = { user: typed.user, name, locale, args: rest.join(' ') };
  try {
    return await answer(word.toLowerCase() || 'help', question, typed, services);
  } catch (error) {
    services.logger.error('command-failed', {
      word: word.slice(0, 40),
      user: typed.user,
      error: describe(error),
    });
    return failureNotice(error, locale);
  }
}

/**
 * Slack escapes three characters in a command's text and names people by id (`should_escape` in manifest.yml).
 * https://docs.slack.dev/interactivity/implementing-slash-commands#creating_commands
 */
function plainText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

async function answer(
  word: string,
  question: Question,
  typed: Typed,
  services: DoorServices,
): Promise<SlackMessage | undefined> {
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (command === undefined)
    return unknownWord(word, nearestWord(word, Object.keys(commands)), question.locale);
  if (command.answers === 'now')
    return await command.run({ ...question, triggerId: typed.triggerId }, services);

  const { responseUrl, channel } = typed;
  await services.jobs.enqueue({ kind: 'command', word, responseUrl, channel, ...question });
  return sentence(command.meanwhile[question.locale]);
}

/** An error for the log: its name, its words and its cause, never the whole object, which may carry a request. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined
    ? `${error.name}: ${error.message}`
    : `${error.name}: ${error.message} (${describe(error.cause)})`;
}
