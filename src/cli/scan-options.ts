import { parseArgs } from 'node:util';
import type { Severity } from '../core/severity.ts';

/** What `rootguard scan` was asked for. */
export interface ScanOptions {
  readonly format: 'text' | 'ndjson';
  /** What is less severe is not shown. */
  readonly minSeverity: Severity;
  /** From which severity on an alert makes the exit code 1. */
  readonly failOn: Severity | undefined;
  readonly paths: readonly string[];
}

/** The command line makes no sense. The message says what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the arguments behind `scan`. Throws a UsageError. */
export function scanOptions(args: readonly string[]): ScanOptions | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help === true) return 'help';
  return {
    format: oneOf('format', ['text', 'ndjson'], values.format ?? 'text'),
    minSeverity: oneOf('min-severity', severities, values['min-severity'] ?? 'low'),
    failOn: values['fail-on'] === undefined ? undefined : oneOf('fail-on', severities, values['fail-on']),
    paths: positionals,
  };
}

const severities = ['low', 'medium', 'high', 'critical'] as const satisfies readonly Severity[];

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        'min-severity': { type: 'string' },
        'fail-on': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split('. ');
    throw new UsageError(`${sentence?.replace(/\.$/, '')}. Run: rootguard help`, { cause: error });
  }
}

function oneOf<T extends string>(option: string, allowed: readonly T[], value: string): T {
  const found = allowed.find((word) => word === value);
  if (found === undefined)
    throw new UsageError(`--${option} is one of ${allowed.join(', ')}, and not "${value}".`);
  return found;
}
