import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRootEvent } from '../../src/core/root-event.ts';
import { detect } from '../../src/flows/detect.ts';

const file = join(__dirname, '../../../shared/cloudtrail/records.ndjson');

interface Published {
  readonly name: string;
  readonly alert: boolean;
  readonly severity: string | null;
  readonly record: unknown;
}

const present = existsSync(file);
/** Other people's records stay outside the project. Where they are absent, jest says "skipped": unknown is not a pass. */
const whenPresent = present ? test : test.skip;
const published: readonly Published[] = present
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];

whenPresent('there are as many published records as there were', () => {
  expect(published.length).toBeGreaterThanOrEqual(107);
});

whenPresent('of the published records, all that should raise an alert does, and nothing else does', () => {
  const wrong = published.filter(({ record, alert }) => raised(record) !== alert).map(({ name }) => name);
  expect(wrong).toEqual([]);
});

whenPresent('their severities are within one step of what was wanted', () => {
  const order = ['low', 'medium', 'high', 'critical'];
  const table = published
    .filter(({ alert }) => alert)
    .map(({ name, severity, record }) => ({
      name,
      wanted: severity ?? '',
      got: severityOf(record) ?? 'nothing',
    }));
  const wrong = table.filter(({ wanted, got }) => Math.abs(order.indexOf(wanted) - order.indexOf(got)) > 1);
  const lines = table.map(({ name, wanted, got }) => `${wanted.padEnd(9)} ${got.padEnd(9)} ${name}`);
  process.stdout.write(`wanted    got       published record\n${lines.join('\n')}\n`);
  expect(wrong).toEqual([]);
});

function severityOf(record: unknown): string | undefined {
  const parsed = parseRootEvent(record);
  if (!parsed.ok) throw new Error(parsed.reason);
  return detect(parsed.value, parsed.value.time)[0]?.severity;
}

function raised(record: unknown): boolean {
  return severityOf(record) !== undefined;
}
