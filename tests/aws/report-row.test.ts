import fc from 'fast-check';
import { parseRootRow } from '../../src/aws/report-row.ts';

const header =
  'user,arn,access_key_1_active,access_key_1_last_rotated,access_key_2_active,access_key_2_last_rotated';
const root = (cells: string) => `${header}\n<root_account>,arn:aws:iam::111122223333:root,${cells}`;
const rotated = '2020-01-15T10:00:00+00:00';

test.each([
  ['one active key', `true,${rotated},false,N/A`, true, undefined],
  ['one inactive key', `false,${rotated},false,N/A`, false, undefined],
  ['two keys', `true,${rotated},true,${rotated}`, true, true],
  ['an inactive second key alone', `false,N/A,false,${rotated}`, undefined, false],
  ['an active key without a date', 'true,N/A,false,N/A', true, undefined],
  ['words that are neither', `not_supported,${rotated},no_information,N/A`, undefined, undefined],
])('%s', (_name, cells, key1Active, key2Active) => {
  expect(parseRootRow(root(cells))).toMatchObject({ key1Active, key2Active });
});

test.each([
  ['true', 'false', 1],
  ['true', 'true', 2],
  ['false', 'false', 0],
  ['not_supported', 'false', undefined],
])('certificates that are active: %s and %s', (first, second, expected) => {
  const csv = `user,cert_1_active,cert_2_active\n<root_account>,${first},${second}`;
  expect(parseRootRow(csv)?.activeCertificates).toBe(expected);
});

test('a report that knows of no key tells neither active nor inactive', () => {
  expect(parseRootRow(root('false,N/A,false,N/A'))).toMatchObject({
    key1Active: undefined,
    key2Active: undefined,
  });
});

test('columns are found by name, in any order, among new ones', () => {
  const csv = `access_key_2_active,new_column,user,access_key_2_last_rotated,access_key_1_active\ntrue,x,<root_account>,${rotated},false`;
  expect(parseRootRow(csv)).toMatchObject({ key1Active: undefined, key2Active: true });
});

test('a report without the columns of keys knows nothing of them', () => {
  expect(parseRootRow('user,arn\n<root_account>,x')).toMatchObject({
    key1Active: undefined,
    key2Active: undefined,
  });
});

test.each([
  ['a comma in a quoted name', '"kim,lee",arn:aws:iam::111122223333:user/kim,true,x,true,x'],
  ['a comma that nobody quoted', 'kim,lee,arn:aws:iam::111122223333:user/kim,lee,true,x,true,x,more'],
  ['a quote that is never closed', '"kim,arn'],
  ['a quote in the middle', 'ki"m,arn,x"y"'],
  ['too few cells', 'kim'],
  ['a null byte', 'k\u0000im,arn'],
])('later rows cannot disturb root’s: %s', (_name, row) => {
  expect(parseRootRow(`${root(`true,${rotated},false,N/A`)}\n${row}\n`)).toMatchObject({
    key1Active: true,
    key2Active: undefined,
  });
});

test('line ends of Windows and a byte order mark do not matter', () => {
  const csv = `\uFEFF${root(`true,${rotated},false,N/A`)}`.replaceAll('\n', '\r\n');
  expect(parseRootRow(csv)).toMatchObject({ key1Active: true, key2Active: undefined });
});

test.each([
  ['nothing', ''],
  ['a header alone', header],
  ['an HTML page', '<html><body>Service Unavailable</body></html>'],
  ['JSON', '{"user":"<root_account>"}'],
  ['a report without root', `${header}\nkim,arn,true,x,true,x`],
  ['a user who is named like root', `${header}\nroot_account,arn,true,x,true,x`],
  ['quotes gone wild', '"""\n"""'],
])('%s is no credential report', (_name, csv) => {
  expect(parseRootRow(csv)).toBeUndefined();
});

test('a report of 5,000 users is read to its first row', () => {
  const users = Array.from(
    { length: 5_000 },
    (_, index) => `user-${index},arn,true,${rotated},true,${rotated}`,
  );
  const csv = `${root(`true,${rotated},false,N/A`)}\n${users.join('\n')}`;
  expect(parseRootRow(csv)).toMatchObject({ key1Active: true, key2Active: undefined });
});

describe("root's last use", () => {
  const uses = (password: string, key1: string, key2: string) =>
    parseRootRow(
      `user,password_last_used,access_key_1_last_used_date,access_key_2_last_used_date\n<root_account>,${password},${key1},${key2}`,
    )?.lastUse;
  const january = '2026-01-01T00:00:00+00:00';
  const june = '2026-06-01T09:00:00+09:00';

  test.each([
    ['a password alone', january, 'N/A', 'N/A', { at: Date.parse(january), by: 'password' }],
    [
      'a newer key behind an older password',
      january,
      'N/A',
      june,
      { at: Date.parse(june), by: 'access-key' },
    ],
    ['a newer password before an older key', june, january, 'N/A', { at: Date.parse(june), by: 'password' }],
    ['no use', 'no_information', 'N/A', 'N/A', { at: undefined, by: undefined }],
    ['words of older reports', 'not_supported', '', 'N/A', { at: undefined, by: undefined }],
    ['a word that nobody knows', 'sometimes', 'N/A', 'N/A', undefined],
    ['half a date', '2026-01', 'N/A', 'N/A', undefined],
    ['a date that does not exist', '2026-13-45T00:00:00+00:00', 'N/A', 'N/A', undefined],
  ])('%s', (_name, password, key1, key2, expected) => {
    expect(uses(password, key1, key2)).toEqual(expected);
  });

  test('is not told by a report without its columns: missing is not never', () => {
    expect(parseRootRow('user,arn\n<root_account>,x')?.lastUse).toBeUndefined();
  });

  test('is found whatever the order of columns and whatever stands in the others', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(columns, { minLength: columns.length }),
        fc.array(fc.constantFrom('"', ',', '"a,b"', "it's", 'not_supported', '', '\u0000'), { maxLength: 3 }),
        (order, noise) => {
          const known: Readonly<Record<string, string>> = {
            user: '<root_account>',
            password_last_used: june,
            access_key_1_last_used_date: january,
            access_key_2_last_used_date: 'N/A',
          };
          const row = order.map((column) => known[column] ?? `"${noise.join('').replaceAll('"', '""')}"`);
          const csv = `${order.join(',')}\n${row.join(',')}\n"unclosed,${noise.join(',')}`;
          expect(parseRootRow(csv)?.lastUse).toEqual({ at: Date.parse(june), by: 'password' });
        },
      ),
    );
  });
});

const columns = [
  'user',
  'arn',
  'password_last_used',
  'access_key_1_last_used_date',
  'access_key_2_last_used_date',
  'some_new_column',
];

test.each([
  ['true', true],
  ['false', false],
  ['TRUE', true],
  ['not_supported', undefined],
  ['', undefined],
])('a password that is %s', (word, expected) => {
  expect(parseRootRow(`user,password_enabled\n<root_account>,${word}`)?.passwordEnabled).toBe(expected);
});
