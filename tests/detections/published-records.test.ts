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

/** Other people's records stay outside the project; without them the detections are held by their own examples alone. */
const published: readonly Published[] = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];

test('the published records are there where they must be', () => {
  if (process.env.CI === 'true') expect(published.length).toBeGreaterThanOrEqual(107);
  if (published.length === 0) console.warn(`${file} is absent: the published records are not tested here.`);
});

test('of the published records, all that should raise an alert does, and nothing else does', () => {
  const wrong = published.filter(({ record, alert }) => raised(record) !== alert).map(({ name }) => name);
  expect(wrong).toEqual([]);
});

test('their severities are within one step of what was wanted', () => {
  const order = ['low', 'medium', 'high', 'critical'];
  const table = published
    .filter(({ alert }) => alert)
    .map(({ name, severity, record }) => ({
      name,
      wanted: severity ?? '',
      got: severityOf(record) ?? 'nothing',
    }));
  const wrong = table.filter(({ wanted, got }) => Math.abs(order.indexOf(wanted) - order.indexOf(got)) > 1);
  if (table.length > 0) {
    const lines = table.map(({ name, wanted, got }) => `${wanted.padEnd(9)} ${got.padEnd(9)} ${name}`);
    process.stdout.write(`wanted    got       published record\n${lines.join('\n')}\n`);
  }
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
