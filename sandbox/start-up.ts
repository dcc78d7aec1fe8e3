import { at } from '../src/core/json.ts';

/** The port that PORT names (3000 if it names none), or the sentence that says what is wrong with it. */
export function readPort(text: string | undefined): number | string {
  if (text === undefined || text.trim() === '') return 3000;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  return `PORT is "${text}", which is no port. Use a number from 1 to 65535: PORT=3001 npm start`;
}

/** Why the sandbox did not start, in a sentence with the cure where it is known. */
export function explainedFailure(error: unknown, port: number): string {
  const code = at(error, 'code');
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Use another one: PORT=${port + 1} npm start`;
  }
  if (code === 'EACCES' && port < 1_024 && port > 0) {
    return `Port ${port} is for administrators only. Use a higher one: PORT=3000 npm start`;
  }
  return error instanceof Error ? `RootGuard did not start: ${error.message}` : String(error);
}
