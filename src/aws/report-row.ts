import { parse } from 'csv-parse/sync';
import type { RootLastUse, RootReportRow } from '../core/account-facts.ts';
import { asObject, at, flagAt, type JsonObject, textAt } from '../core/json.ts';

/** Root's row, as far as it can be read. */
export interface RootRow extends Omit<RootReportRow, 'generatedAt'> {
  /** Undefined if the report does not tell it in a way that is known. */
  readonly lastUse: Pick<RootLastUse, 'at' | 'by'> | undefined;
}

/**
 * Reads root's row, by the names of the columns: AWS has added some over the years. Returns undefined when the text
 * is no credential report. Rows after root's are never looked at: they name people, and nobody here needs that.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function parseRootRow(csv: string): RootRow | undefined {
  const row = firstRow(csv);
  if (row === undefined || textAt(row, 'user') !== '<root_account>') return undefined;
  // A key that the report does not know of is neither active nor inactive. If the summary counts more keys than the
  // report knows, the report is too old, and must not make the new one look inactive.
  const active = (number: 1 | 2) =>
    hasKey(row, number) ? flagAt(row, `access_key_${number}_active`) : undefined;
  return {
    key1Active: active(1),
    key2Active: active(2),
    passwordEnabled: flagAt(row, 'password_enabled'),
    activeCertificates: certificatesIn(row),
    lastUse: lastUseIn(row),
  };
}

/** Undefined unless the report speaks of both. */
function certificatesIn(row: JsonObject): number | undefined {
  const active = [1, 2].map((number) => flagAt(row, `cert_${number}_active`));
  return active.includes(undefined) ? undefined : active.filter((each) => each === true).length;
}

/** The latest of the password's and both keys' last uses; a key may have been used after the password, and the other way round. */
function lastUseIn(row: JsonObject): RootRow['lastUse'] {
  const password = timeIn(row, 'password_last_used');
  const keys = [1, 2].map((number) => timeIn(row, `access_key_${number}_last_used_date`));
  const uses = [password, ...keys];
  if (uses.includes('unreadable')) return undefined;
  const times = uses.filter((use) => typeof use === 'number');
  if (times.length === 0) return { at: undefined, by: undefined };
  const latest = Math.max(...times);
  return { at: latest, by: password === latest ? 'password' : 'access-key' };
}

/** Ms since the epoch, `never` for each of AWS's words for it, or `unreadable`: also where the column is missing. */
function timeIn(row: JsonObject, column: string): number | 'never' | 'unreadable' {
  const value = at(row, column);
  if (typeof value !== 'string') return 'unreadable';
  if (never.has(value)) return 'never';
  const time = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? 'unreadable' : time;
}

const never: ReadonlySet<string> = new Set(['N/A', 'no_information', 'not_supported', '']);

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
