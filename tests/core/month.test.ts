import { monthOf, monthsBetween, readMonth, readSince } from '../../src/core/month.ts';

const now = Date.parse('2026-11-24T13:00:00Z');

test.each([
  ['', '2026-11'],
  ['2026-11', '2026-11'],
  ['2025-02', '2025-02'],
  ['last', '2026-10'],
  ['LAST ', '2026-10'],
  ['2026-12', undefined],
  ['2026-13', undefined],
  ['2026-1', undefined],
  ['november', undefined],
  ['<!here>', undefined],
])('the month "%s" is %s', (typed, name) => {
  expect(readMonth(typed, now)?.name).toBe(name);
});

test('a month has its bounds in UTC, and the next begins where it ends', () => {
  const month = monthOf(Date.parse('2024-02-29T23:59:59.999Z'));
  expect(month).toEqual({ name: '2024-02', from: Date.UTC(2024, 1), until: Date.UTC(2024, 2) });
  expect(monthOf(month.until).name).toBe('2024-03');
  expect(monthsBetween(Date.UTC(2025, 11, 31), Date.UTC(2026, 1, 1)).map(({ name }) => name)).toEqual([
    '2025-12',
    '2026-01',
  ]);
});

test.each([
  ['7d', '2026-11-17T13:00:00Z'],
  ['2W', '2026-11-10T13:00:00Z'],
  ['2026-11', '2026-11-01T00:00:00Z'],
  ['2026-11-05', '2026-11-05T00:00:00Z'],
])('"%s" is since %s', (typed, time) => {
  expect(readSince(typed, now)).toBe(Date.parse(time));
});

test.each(['', 'acme-prod', '111122223333', '2026-12', '2026-02-31x', '2026-99', '1000d', 'd', '-1d'])(
  '"%s" is no time that a history begins',
  (typed) => {
    expect(readSince(typed, now)).toBeUndefined();
  },
);
