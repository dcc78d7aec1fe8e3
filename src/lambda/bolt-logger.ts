import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../core/ports.ts';

/**
 * Bolt's warnings and errors as lines of our own log, without what Bolt adds in brackets: of a body that it cannot read it
 * quotes the beginning, and bodies hold tokens and response_urls.
 */
export function boltLogger(logger: Logger): BoltLogger {
  const words = ([first]: readonly unknown[]) => ({
    message: typeof first === 'string' ? first.replace(/[(:"][\s\S]*$/, '').trim() : typeof first,
  });
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...messages) => logger.warn('bolt', words(messages)),
    error: (...messages) => logger.error('bolt', words(messages)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
