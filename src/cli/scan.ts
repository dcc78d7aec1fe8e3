import { atLeast, type Severity } from '../core/severity.ts';
import { createJsonSplitter } from './json-splitter.ts';
import { judgeRecord } from './judge-record.ts';
import { mayMatter } from './may-matter.ts';
import { ndjson, text } from './report.ts';
import { type Source, sourcesOf, unpacked } from './sources.ts';

/** What to scan, and how to tell. */
export interface ScanOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'ndjson';
  readonly minSeverity: Severity;
  /** The severity from which on the exit code is 1. */
  readonly failOn: Severity | undefined;
  readonly write: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Called now and then with the number of bytes read so far. */
  readonly progress: (bytes: number) => void;
}

/** As many events are remembered to tell repetitions; more would need memory that grows with the log. */
const remembered = 100_000;

/** Runs the detections over files. Returns the exit code: 0, 1 if an alert is severe enough to fail on, 2 if an input is broken. */
export async function scan(options: ScanOptions): Promise<number> {
  const report = options.format === 'ndjson' ? ndjson : text;
  const started = performance.now();
  const alerts = new Map<string, Map<Severity, number>>();
  const seen = new Set<string>();
  const count = { files: 0, records: 0, unreadable: 0, bytes: 0 };
  let broken = false;
  let failed = false;

  const onRecord = (bytes: Buffer) => {
    count.records += 1;
    if (!mayMatter(bytes)) return;
    const judged = judgeRecord(bytes);
    if (judged.kind === 'unreadable') count.unreadable += 1;
    if (judged.kind !== 'alert') return;
    const { event, finding } = judged.alert;
    if (!atLeast(finding.severity, options.minSeverity) || !isNew(seen, `${event.account} ${event.id}`))
      return;
    failed ||= options.failOn !== undefined && atLeast(finding.severity, options.failOn);
    const counts = alerts.get(event.account) ?? new Map<Severity, number>();
    alerts.set(event.account, counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1));
    options.write(report.alert(judged.alert));
  };

  const read = async (source: Source) => {
    count.files += 1;
    let flaws = 0;
    const onFlaw = (why: string, offset: number) => {
      flaws += 1;
      // One broken line is news, a thousand are the same news.
      if (flaws <= 3) options.complain(`${source.name}: ${why} (byte ${offset}). The rest is still scanned.`);
      broken = true;
    };
    const splitter = createJsonSplitter({ onRecord, onFlaw });
    try {
      for await (const chunk of unpacked(source.open())) {
        splitter.write(chunk);
        count.bytes += chunk.length;
        options.progress(count.bytes);
      }
      splitter.end();
    } catch (error) {
      broken = true;
      options.complain(
        `${source.name}: could not be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };

  const { sources, missing } = sourcesOf(options.paths);
  for (const path of missing) options.complain(path);
  for (const source of sources) await read(source);

  const seconds = (performance.now() - started) / 1000;
  for (const line of report.summary({ ...count, seconds, alerts })) options.write(line);
  if (broken || missing.length > 0) return 2;
  return failed ? 1 : 0;
}

/** Remembers a key; false if it was remembered already. Forgets the oldest. */
function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  if (seen.size >= remembered) {
    const [oldest] = seen;
    if (oldest !== undefined) seen.delete(oldest);
  }
  seen.add(key);
  return true;
}
