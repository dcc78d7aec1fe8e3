import { setTimeout as wait } from 'node:timers/promises';
import {
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { parse } from 'csv-parse/sync';
import type { RootReportRow } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { asObject, flagAt, type JsonObject, textAt } from '../core/json.ts';
import type { Clock } from '../core/ports.ts';
import { AuditCallError, ask, errorName, gatherFact } from './audit-fact.ts';

/**
 * Root's row of the credential report. Asks for a new report when there is none or it is four hours old, and waits
 * three seconds at most for it; then the fact is `not-ready`, and the next audit finds the report done.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function gatherRootReport(iam: IAMClient, clock: Clock): Promise<Fact<RootReportRow>> {
  return gatherFact(getCall, async () => {
    const present = await fetchReport(iam);
    if (present !== undefined && clock() - present.generatedAt < newReportAfter) return rowOf(present);
    const { State } = await ask(generateCall, () => iam.send(new GenerateCredentialReportCommand({})));
    const generated = State === 'COMPLETE' ? await fetchReport(iam) : await waitForReport(iam);
    if (generated === undefined) throw new AuditCallError(getCall, 'not-ready');
    return rowOf(generated);
  });
}

/**
 * Reads root's row, by the names of the columns: AWS has added some over the years. Returns undefined when the text
 * is no credential report. Rows after root's are never looked at: they name people, and nobody here needs that.
 */
export function parseRootRow(csv: string): Omit<RootReportRow, 'generatedAt'> | undefined {
  const row = firstRow(csv);
  if (row === undefined || textAt(row, 'user') !== '<root_account>') return undefined;
  // A key that the report does not know of is neither active nor inactive. If the summary counts more keys than the
  // report knows, the report is too old, and must not make the new one look inactive.
  const active = (number: 1 | 2) =>
    hasKey(row, number) ? flagAt(row, `access_key_${number}_active`) : undefined;
  return { key1Active: active(1), key2Active: active(2) };
}

const getCall = 'iam:GetCredentialReport';
const generateCall = 'iam:GenerateCredentialReport';

/** AWS makes no newer report before that. */
const newReportAfter = 4 * 3_600_000;

/** Pauses between looks at a report in the making, in ms: three seconds together. */
const pauses = [100, 150, 250, 500, 1_000, 1_000] as const;

interface FetchedReport {
  readonly csv: string;
  readonly generatedAt: number;
}

/** The report, or undefined when there is none, or none yet. */
async function fetchReport(iam: IAMClient): Promise<FetchedReport | undefined> {
  const report = await ask(getCall, () =>
    iam.send(new GetCredentialReportCommand({})).catch((error: unknown) => {
      if (absent.has(errorName(error))) return undefined;
      throw error;
    }),
  );
  if (report === undefined) return undefined;
  const { Content, GeneratedTime } = report;
  if (Content === undefined || GeneratedTime === undefined)
    throw new AuditCallError(getCall, 'service-error');
  return { csv: Buffer.from(Content).toString('utf8'), generatedAt: GeneratedTime.getTime() };
}

const absent: ReadonlySet<string> = new Set([
  'CredentialReportExpiredException',
  'CredentialReportNotPresentException',
  'CredentialReportNotReadyException',
]);

async function waitForReport(iam: IAMClient): Promise<FetchedReport | undefined> {
  for (const pause of pauses) {
    await wait(pause);
    const report = await fetchReport(iam);
    if (report !== undefined) return report;
  }
  return undefined;
}

function rowOf({ csv, generatedAt }: FetchedReport): RootReportRow {
  const row = parseRootRow(csv);
  if (row === undefined) throw new AuditCallError(getCall, 'service-error');
  return { ...row, generatedAt };
}

function firstRow(csv: string): JsonObject | undefined {
  try {
    const rows: unknown = parse(csv, {
      columns: true,
      to: 1,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
    });
    return Array.isArray(rows) ? asObject(rows[0]) : undefined;
  } catch {
    return undefined;
  }
}

/** A key that exists has been active or inactive since some day; `N/A` is AWS's word for no key. */
function hasKey(row: JsonObject, number: 1 | 2): boolean {
  if (flagAt(row, `access_key_${number}_active`) === true) return true;
  return /^\d{4}-/.test(textAt(row, `access_key_${number}_last_rotated`) ?? '');
}
