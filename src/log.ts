import type { Logger } from './core/ports.ts';

/** Logs one JSON object a line, which CloudWatch Logs Insights can query. `write` gets the line without its end. */
export function createLogger(write: (line: string) => void): Logger {
  const log =
    (level: string) =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) =>
      write(JSON.stringify({ level, event, ...fields }));
  return { info: log('info'), warn: log('warn'), error: log('error') };
}
