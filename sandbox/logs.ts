/** One thing that a function (or the sandbox itself) wrote. */
export interface LogLine {
  /** When, in ms since the epoch, in sandbox time. */
  readonly at: number;
  /** The function's name. */
  readonly source: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly text: string;
}

/** The last lines that the functions wrote. */
export interface Logs {
  add(line: Omit<LogLine, 'at'>): void;
  /** Oldest first, at most 1,000. */
  lines(): readonly LogLine[];
}

const kept = 1_000;

/** Remembers the last 1,000 lines, and passes each on as it comes. */
export function createLogs(now: () => number, onLine: (line: LogLine) => void = () => undefined): Logs {
  let lines: readonly LogLine[] = [];
  return {
    add(line) {
      const dated = { ...line, at: now() };
      lines = [...lines.slice(1 - kept), dated];
      onLine(dated);
    },
    lines: () => lines,
  };
}

/** How serious a line is: what a JSON line says of itself, else what went to stderr is a warning. */
export function levelOf(text: string, stream: 'stdout' | 'stderr'): LogLine['level'] {
  const stated = /"level":"(debug|info|warn|error)"/i.exec(text.slice(0, 1_000))?.[1]?.toLowerCase();
  if (text.startsWith('{') && isLevel(stated)) return stated;
  return stream === 'stderr' ? 'warn' : 'info';
}

function isLevel(word: string | undefined): word is LogLine['level'] {
  return word === 'debug' || word === 'info' || word === 'warn' || word === 'error';
}
