/** A calendar month in UTC, and its bounds in ms since the epoch: `from` belongs to it, `until` does not. */
export interface Month {
  /** Such as `2026-11`. */
  readonly name: string;
  readonly from: number;
  readonly until: number;
}

/** The month that a time (ms since the epoch) lies in. */
export function monthOf(time: number): Month {
  const date = new Date(time);
  return monthFrom(date.getUTCFullYear(), date.getUTCMonth());
}

/** All months that touch a span of time, oldest first. */
export function monthsBetween(from: number, until: number): readonly Month[] {
  const months: Month[] = [];
  for (let month = monthOf(from); month.from < until; month = monthOf(month.until)) months.push(month);
  return months;
}

/** `2026-11`, `last`, or nothing for this month; undefined for anything else, and for months to come. `now` is in ms since the epoch. */
export function readMonth(typed: string, now: number): Month | undefined {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return monthOf(now);
  if (wanted === 'last') return monthOf(monthOf(now).from - 1);
  const [, year, month] = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(wanted) ?? [];
  if (year === undefined || month === undefined) return undefined;
  const found = monthFrom(Number(year), Number(month) - 1);
  return found.from <= now ? found : undefined;
}

/**
 * When a history begins: `30d`, `12w`, `2026-11` or `2026-11-05`; undefined for anything else. ms since the epoch.
 */
export function readSince(typed: string, now: number): number | undefined {
  const [, count, unit] = /^(\d{1,3})([dw])$/i.exec(typed) ?? [];
  if (count !== undefined) return now - Number(count) * (unit?.toLowerCase() === 'w' ? 7 : 1) * day;
  if (!/^20\d\d-\d\d(-\d\d)?$/.test(typed)) return undefined;
  const time = Date.parse(typed.length === 7 ? `${typed}-01` : typed);
  return Number.isNaN(time) || time > now ? undefined : time;
}

/** In ms. */
export const day = 24 * 60 * 60_000;

function monthFrom(year: number, month: number): Month {
  const from = Date.UTC(year, month);
  return { name: new Date(from).toISOString().slice(0, 7), from, until: Date.UTC(year, month + 1) };
}
