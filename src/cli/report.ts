import { visible } from '../blocks/mrkdwn.ts';
import { headline } from '../blocks/words.ts';
import { reasonText } from '../core/reason.ts';
import type { Severity } from '../core/severity.ts';
import type { Alert } from './judge-record.ts';

/** How alerts are written; `lines` are without their ends. */
export interface Report {
  readonly alert: (alert: Alert) => string;
  /** What is written when everything was read. */
  readonly summary: (totals: Totals) => readonly string[];
}

/** What a scan counted. */
export interface Totals {
  readonly files: number;
  readonly records: number;
  readonly unreadable: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Alerts by account and severity. */
  readonly alerts: ReadonlyMap<string, ReadonlyMap<Severity, number>>;
}

/** One JSON object a line, for programs. */
export const ndjson: Report = {
  alert: ({ event, finding }) =>
    JSON.stringify({
      eventID: event.id,
      account: event.account,
      time: new Date(event.time).toISOString(),
      eventName: event.name,
      detection: finding.detection,
      severity: finding.severity,
      title: headline(finding.detection, event, 'en'),
      because: finding.because.map((reason) => reasonText(reason, 'en')),
    }),
  summary: () => [],
};

/** Lines for people, and a summary. */
export const text: Report = {
  alert({ event, finding }) {
    const because = finding.because.map((reason) => reasonText(reason, 'en')).join(', ');
    const time = event.time === 0 ? 'unknown time' : new Date(event.time).toISOString();
    const what = `${finding.severity.toUpperCase().padEnd(8)} ${headline(finding.detection, event, 'en')}`;
    return oneLine(
      `${time}  ${event.account}  ${what}  (${because})  ${event.name} from ${event.sourceIp ?? 'an unknown address'}`,
    );
  },
  summary({ files, records, unreadable, bytes, seconds, alerts }) {
    const rate = seconds > 0 ? `${(bytes / 1e6 / seconds).toFixed(0)} MB/s` : '';
    const lines = [...alerts]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(
        ([account, counts]) =>
          `  ${account}  ${[...counts].map(([severity, n]) => `${n} ${severity}`).join(', ')}`,
      );
    return [
      '',
      lines.length === 0 ? 'No alerts.' : 'Alerts by account:',
      ...lines,
      `Read ${records} records in ${files} ${files === 1 ? 'file' : 'files'}, ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s ${rate}`.trim(),
      ...(unreadable === 0 ? [] : [`${unreadable} of them are no CloudTrail records.`]),
    ];
  },
};

/** Whoever holds root chooses what a log says; it must not move the reader's cursor. */
function oneLine(line: string): string {
  return visible(line).replaceAll(/\s+/gu, ' ').slice(0, 600);
}
