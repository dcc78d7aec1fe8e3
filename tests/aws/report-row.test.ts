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
  expect(parseRootRow(root(cells))).toEqual({ key1Active, key2Active });
});

test('a report that knows of no key tells neither active nor inactive', () => {
  expect(parseRootRow(root('false,N/A,false,N/A'))).toEqual({ key1Active: undefined, key2Active: undefined });
});

test('columns are found by name, in any order, among new ones', () => {
  const csv = `access_key_2_active,new_column,user,access_key_2_last_rotated,access_key_1_active\ntrue,x,<root_account>,${rotated},false`;
  expect(parseRootRow(csv)).toEqual({ key1Active: undefined, key2Active: true });
});

test('a report without the columns of keys knows nothing of them', () => {
  expect(parseRootRow('user,arn\n<root_account>,x')).toEqual({
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
  expect(parseRootRow(`${root(`true,${rotated},false,N/A`)}\n${row}\n`)).toEqual({
    key1Active: true,
    key2Active: undefined,
  });
});

test('line ends of Windows and a byte order mark do not matter', () => {
  const csv = `\uFEFF${root(`true,${rotated},false,N/A`)}`.replaceAll('\n', '\r\n');
  expect(parseRootRow(csv)).toEqual({ key1Active: true, key2Active: undefined });
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
  expect(parseRootRow(csv)).toEqual({ key1Active: true, key2Active: undefined });
});
