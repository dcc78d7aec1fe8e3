import { type AccountChange, covers } from '../../../sandbox/aws/accounts.ts';
import { member, useLocalAws } from './local-aws-fixture.ts';

const fixture = useLocalAws();

test('a new account is healthy', () => {
  expect(fixture.aws.setAccount('999900001111', {})).toEqual({
    id: '999900001111',
    name: 'account-999900001111',
    state: 'ACTIVE',
    delayMs: 0,
    rootPassword: true,
    rootMfa: 'hardware',
    rootDevices: ['passkey', 'passkey'],
    rootAccessKeys: 0,
    rootKeysActive: true,
    trail: 'logging',
    trailRegion: 'us-east-1',
    trailRecords: 'all',
    trailDelivers: 'yes',
    rule: 'enabled',
    rules: {},
    deny: [],
    throttle: 0,
    rootCertificates: 0,
    rootLastUse: '2024-02-05T03:12:44+00:00',
    contacts: ['SECURITY', 'BILLING', 'OPERATIONS'],
    contactAddress: 'one each',
    emailDomain: 'example.com',
    regions: ['ap-northeast-2'],
    target: 'right',
    pattern: 'all',
    forwardQueue: 'empty',
    supportPlan: 'business',
  });
});

test('a change touches only what it names', () => {
  const before = fixture.aws.account(member);
  const after = fixture.aws.setAccount(member, { trail: 'stopped' });
  expect(after).toEqual({ ...before, trail: 'stopped' });
  expect(fixture.aws.account(member)).toEqual(after);
  expect(fixture.aws.accounts()).toContainEqual(after);
});

test('root’s MFA and its devices are one thing', () => {
  const change = (fields: AccountChange) => {
    const { rootMfa, rootDevices } = fixture.aws.setAccount(member, fields);
    return [rootMfa, rootDevices];
  };
  expect(change({ rootMfa: 'none' })).toEqual(['none', []]);
  expect(change({ rootMfa: 'virtual' })).toEqual(['virtual', ['virtual']]);
  expect(change({ rootDevices: ['token'] })).toEqual(['hardware', ['token']]);
  expect(change({ rootMfa: 'hardware' })).toEqual(['hardware', ['token']]);
  expect(change({ rootDevices: ['passkey', 'virtual'] })).toEqual(['virtual', ['passkey', 'virtual']]);
  expect(() => change({ rootMfa: 'none', rootDevices: ['token'] })).toThrow('"rootDevices" cannot be');
  expect(change({ rootMfa: 'hardware' })).toEqual(['hardware', ['passkey', 'passkey']]);
});

test('what was read can be written back', () => {
  const account = fixture.aws.account(member);
  expect(fixture.aws.setAccount(member, account)).toEqual(account);
});

test.each([
  ['rootMfa', 'passkey', '"none", "virtual", "hardware"'],
  ['rootDevices', ['phone'], 'a list of "passkey"'],
  ['rootDevices', Array(9).fill('passkey'), 'eight at most'],
  ['rootKeysActive', 'yes', 'true, false'],
  ['rootAccessKeys', 3, '0, 1, 2'],
  ['rootAccessKeys', '1', '0, 1, 2'],
  ['rootPassword', 'yes', 'true or false'],
  ['trail', 'on', '"logging", "stopped", "restarted", "organization", "none"'],
  ['rule', null, '"enabled", "disabled", "missing"'],
  ['deny', 'iam:GetAccountSummary', 'a list of IAM actions'],
  ['deny', ['GetAccountSummary'], 'a list of IAM actions'],
  ['throttle', -1, 'a whole number of calls'],
  ['throttle', 1.5, 'a whole number of calls'],
  ['rootLastUse', 'yesterday', '"never"'],
  ['contacts', ['LEGAL'], 'a list of "SECURITY"'],
  ['contactAddress', 'none', '"one each", "one for all"'],
  ['emailDomain', 'Example', 'a domain in lower case'],
  ['regions', ['mars-1'], 'a list of "ap-northeast-2"'],
  ['target', 'left', '"right", "wrong"'],
  ['name', '', 'a text of 1 to 50 characters'],
  ['id', '111122223333', `"${member}"`],
])('%s cannot be %j, and nothing changes', (field, value, allowed) => {
  const before = fixture.aws.account(member);
  const change = { name: 'renamed', [field]: value } as AccountChange;
  expect(() => fixture.aws.setAccount(member, change)).toThrow(
    expect.objectContaining({
      message: expect.stringContaining(`"${field}" cannot be ${JSON.stringify(value)}`),
    }),
  );
  expect(() => fixture.aws.setAccount(member, change)).toThrow(allowed);
  expect(fixture.aws.account(member)).toEqual(before);
});

test('a misspelt field is refused with the list of fields', () => {
  const change = { rootMFA: 'none' } as AccountChange;
  expect(() => fixture.aws.setAccount(member, change)).toThrow(
    /"rootMFA" is no field of an account.*rootMfa/,
  );
});

test.each([null, [], 'none', undefined])('a body that is %j is refused', (body) => {
  expect(() => fixture.aws.setAccount(member, body as unknown as AccountChange)).toThrow('must be an object');
});

test.each(['12345', '11112222333a', '__proto__'])('%s is no account id', (id) => {
  expect(() => fixture.aws.setAccount(id, {})).toThrow('12 digits');
  expect(() => fixture.aws.account(id)).toThrow('There is no account');
});

test.each([
  ['iam:GetAccountSummary', true],
  ['IAM:getaccountsummary', true],
  ['iam:*', true],
  ['iam:Get*', true],
  ['*', true],
  ['iam:GetAccountSummar?', true],
  ['iam:GetAccount', false],
  ['iam:List*', false],
  ['sts:*', false],
])('the action pattern %s covers iam:GetAccountSummary: %s', (pattern, expected) => {
  expect(covers([pattern], 'iam:GetAccountSummary')).toBe(expected);
});
