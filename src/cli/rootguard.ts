import { parseArgs } from 'node:util';
import type { Severity } from '../core/severity.ts';
import { scan } from './scan.ts';

const usage = `rootguard scan [--format text|ndjson] [--min-severity S] [--fail-on S] [PATH …]

Runs RootGuard's detections over CloudTrail files, folders or standard input: {"Records":[…]}, .json.gz, EventBridge
events, bare records, NDJSON, the output of \`aws cloudtrail lookup-events\`. S is low, medium, high or critical.

Exit codes: 0 done; 1 an alert of at least --fail-on; 2 an input is broken or the command is wrong.`;

const severities: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/** Somebody typed something that is not a command. */
class UsageError extends Error {}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const [command, ...paths] = positionals;
  if (values.help === true || command === 'help') {
    console.log(usage);
    return 0;
  }
  if (command !== 'scan')
    throw new UsageError(command === undefined ? 'Say what to do.' : `There is no command "${command}".`);
  const format = values.format ?? 'text';
  if (format !== 'text' && format !== 'ndjson')
    throw new UsageError(`--format is "${format}"; it can be text or ndjson.`);
  return await scan({
    paths,
    format,
    minSeverity: severityOf('--min-severity', values['min-severity']) ?? 'low',
    failOn: severityOf('--fail-on', values['fail-on']),
    write: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`rootguard: ${line}\n`),
    progress: progressLine(),
  });
}

function parse(args: readonly string[]) {
  const option = { type: 'string' } as const;
  const options = {
    format: option,
    'min-severity': option,
    'fail-on': option,
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function severityOf(option: string, value: string | undefined): Severity | undefined {
  const severity = severities.find((known) => known === value);
  if (value === undefined || severity !== undefined) return severity;
  throw new UsageError(`${option} is "${value}"; it can be low, medium, high or critical.`);
}

/** On a terminal, a line that counts; elsewhere nothing, so that logs stay clean. */
function progressLine(): (bytes: number) => void {
  if (!process.stderr.isTTY) return () => undefined;
  let next = 0;
  return (bytes) => {
    if (bytes < next) return;
    next = bytes + 50_000_000;
    process.stderr.write(`\r${(bytes / 1e6).toFixed(0)} MB read `);
  };
}

// `rootguard scan … | head` closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = 2;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`rootguard: ${message}\n${error instanceof UsageError ? `\n${usage}\n` : ''}`);
  },
);
