import type { Severity } from '../core/severity.ts';
import type { Alert } from './alert.ts';
import { printable, printableJson } from './printable.ts';

/** What a scan counted. */
export interface Counts {
  readonly files: number;
  readonly records: number;
  readonly duplicates: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** How a scan speaks. */
export interface Report {
  /** The text for one alert, with its line break. */
  alert(alert: Alert): string;
  /** The text behind the last alert. */
  summary(counts: Counts): string;
}

/** One JSON object a line, and nothing else. */
export function ndjsonReport(): Report {
  return {
    alert: ({ sourceIp: _, ...line }) => `${printableJson(line)}\n`,
    summary: () => '',
  };
}

/** For people: two lines an alert, and a table by account and severity. */
export function textReport(): Report {
  const table = createTable();
  return {
    alert(alert) {
      table.add(alert.account, alert.severity);
      const { time, account, severity, title, because, eventName, sourceIp, detection } = alert;
      const when = time?.replace('T', ' ').replace('.000Z', 'Z') ?? 'time unknown';
      const from = sourceIp === undefined ? '' : ` from ${printable(sourceIp)}`;
      return (
        `${when.padEnd(20)}  ${printable(account).padEnd(12)}  ${severity.toUpperCase().padEnd(8)}  ${printable(title)}\n` +
        `    ${printable(because.join('; ') || 'for the record', 500)}\n` +
        `    ${printable(eventName)}${from} [${detection}]\n`
      );
    },
    summary(counts) {
      const lines = table.lines();
      return `${lines.length > 0 ? `\n${lines.join('\n')}\n` : ''}\n${countsLine(table.total(), counts)}\n`;
    },
  };
}

const columns = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[];

/** So many accounts have a line of their own; a log of forged account ids must not fill the memory. */
const mostAccounts = 10_000;

function createTable() {
  const rows = new Map<string, Record<Severity, number>>();
  const sum = { critical: 0, high: 0, medium: 0, low: 0 };
  return {
    add(account: string, severity: Severity) {
      const key = rows.has(account) || rows.size < mostAccounts ? account : 'others';
      const row = rows.get(key) ?? { critical: 0, high: 0, medium: 0, low: 0 };
      row[severity]++;
      sum[severity]++;
      rows.set(key, row);
    },
    total: () => columns.reduce((total, column) => total + sum[column], 0),
    lines(): readonly string[] {
      if (rows.size === 0) return [];
      const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
      const all = rows.size > 1 ? [...sorted, ['all', sum] as const] : sorted;
      return [
        line('account', columns),
        ...all.map(([account, row]) =>
          line(
            account,
            columns.map((column) => String(row[column])),
          ),
        ),
      ];
    },
  };
}

function line(account: string, cells: readonly string[]): string {
  return `${printable(account).padEnd(12)}${cells.map((cell) => cell.padStart(10)).join('')}`;
}

function countsLine(alerts: number, { records, files, bytes, seconds, duplicates }: Counts): string {
  const speed = bytes / 1_000_000 / Math.max(seconds, 0.001);
  const again =
    duplicates > 0 ? ` Alerts that stood there again: ${duplicates.toLocaleString('en-US')}.` : '';
  return `${count(alerts, 'alert')} in ${count(records, 'record')} of ${count(files, 'file')}, ${seconds.toFixed(1)} s, ${speed.toFixed(0)} MB/s.${again}`;
}

function count(n: number, thing: string): string {
  return `${n.toLocaleString('en-US')} ${thing}${n === 1 ? '' : 's'}`;
}
