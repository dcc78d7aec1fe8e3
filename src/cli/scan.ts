import { atLeast } from '../core/severity.ts';
import { detections } from '../detections/index.generated.ts';
import { inputsOf } from './inputs.ts';
import { createPrefilter } from './prefilter.ts';
import { printable } from './printable.ts';
import { createProgress } from './progress.ts';
import { ndjsonReport, textReport } from './report.ts';
import { type ScanSink, scanInput } from './scan-input.ts';
import type { ScanOptions } from './scan-options.ts';
import { createSeen } from './seen.ts';

/** So many alerts are remembered to tell those that stand in a log twice. */
const remembered = 50_000;

/** So many broken places of a file are named one by one. */
const mostNamed = 5;

/** Where a scan writes. */
export interface Terminal {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/**
 * Runs the detections over CloudTrail files, folders or stdin, and writes what alerts. Returns the exit code: 2 if
 * anything was broken, else 1 if anything is at least as severe as `failOn`, else 0. `exitCode` tells it before the end.
 */
export async function scan(
  { format, minSeverity, failOn, paths }: ScanOptions,
  { stdout, stderr }: Terminal,
  soFar: (exitCode: number) => void,
): Promise<number> {
  const began = performance.now();
  const counts = { files: 0, records: 0, foreign: 0, duplicates: 0, bytes: 0 };
  const report = format === 'text' ? textReport() : ndjsonReport();
  const progress = createProgress(stderr);
  const seen = createSeen(remembered);
  const mayMatter = createPrefilter(Object.values(detections).flatMap(({ listens }) => listens ?? []));
  let lines: string[] = [];
  let exitCode = 0;
  let named = 0;
  let firstForeign = '';

  const complain = (text: string) => {
    progress.clear();
    stderr.write(`rootguard: ${printable(text, 1_000)}\n`);
  };
  const outcome = (code: number) => {
    exitCode = Math.max(exitCode, code);
    soFar(exitCode);
  };
  const broken = (text: string) => {
    outcome(2);
    complain(text);
  };
  const flush = () => {
    if (lines.length === 0) return;
    progress.clear();
    stdout.write(lines.join(''));
    lines = [];
  };

  const sink: ScanSink = {
    alert(alert) {
      // Redacted records share ids; one event always has one name and one time.
      if (seen(JSON.stringify([alert.account, alert.eventID, alert.eventName, alert.time]))) {
        counts.duplicates++;
        return;
      }
      if (failOn !== undefined && atLeast(alert.severity, failOn)) outcome(1);
      if (atLeast(alert.severity, minSeverity)) lines.push(report.alert(alert));
    },
    broken(name, offset, cause) {
      flush();
      outcome(2);
      if (named++ < mostNamed) complain(`${name}: byte ${offset}: ${cause}`);
    },
    foreign(name, offset, reason) {
      counts.foreign++;
      if (firstForeign === '') firstForeign = `${name}, byte ${offset}: ${reason}`;
    },
    progress(name, bytes, records) {
      counts.bytes += bytes;
      counts.records += records;
      flush();
      progress.show(counts.bytes, printable(name));
    },
  };

  for await (const input of inputsOf(paths)) {
    if ('cause' in input) {
      broken(`${input.name}: ${input.cause}`);
      continue;
    }
    named = 0;
    counts.files++;
    await scanInput(input, mayMatter, sink);
    if (named > mostNamed) complain(`${input.name}: ${named - mostNamed} more places are broken`);
  }

  if (counts.foreign > 0)
    complain(
      `${counts.foreign} JSON objects are no CloudTrail record and no event; the first is ${firstForeign}`,
    );
  progress.clear();
  stdout.write(report.summary({ ...counts, seconds: (performance.now() - began) / 1000 }));
  return exitCode;
}
