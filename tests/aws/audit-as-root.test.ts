import { functionRole } from '../../sandbox/aws/keys.ts';
import { healthyCentral } from '../../sandbox/aws/organization.ts';
import { kindOf } from '../../src/aws/audit-root-own.ts';
import { auditSeconds, type RootAuditRole } from '../../src/core/own-audit.ts';
import { StoreError } from '../../src/core/ports.ts';
import type { AccountFacts } from '../../src/core/posture.ts';
import { hub, member } from '../sandbox/aws/local-aws-fixture.ts';
import { useAuditor } from './auditor-fixture.ts';

const fixture = useAuditor();
const rootAudit: RootAuditRole = { arn: functionRole(hub), account: hub };
const unknown = (cause: string, call: string) => ({ known: false, cause, call });
const known = (value: unknown) => ({ known: true, value });

const look = (account = member, change: object = {}) =>
  fixture.auditor({ hubAccount: hub, rootAudit, ...change }).gather(account);

/** What was called with credentials of an account, from a number of calls on. */
const callsSince = (before: number) =>
  fixture.aws.calls
    .slice(before)
    .map(({ account, service, operation }) => `${account} ${service}:${operation}`);

/** Every fact but those that a root session tells; when a trail delivered last moves with the time. */
const others = ({ rootMfaDevices, rootInventory, ...facts }: AccountFacts) =>
  JSON.stringify(facts).replaceAll(/"deliveredAt":\d+/g, '');

test('without the mode nobody asks for a root session', async () => {
  // The first look at an account writes down from which Regions heartbeats are expected.
  await fixture.auditor({ hubAccount: hub }).gather(member);
  const before = fixture.aws.calls.length;
  const facts = await fixture.auditor({ hubAccount: hub }).gather(member);
  expect([facts.rootMfaDevices, facts.rootInventory]).toEqual([known(undefined), known(undefined)]);
  expect(callsSince(before).join()).not.toMatch(/AssumeRoot|ListMFADevices|PutItem/);
});

test('what only root sees: devices by kind, and keys, certificates and password as they are now', async () => {
  fixture.aws.setAccount(member, {
    rootDevices: ['passkey', 'token', 'passkey', 'virtual', 'passkey'],
    rootAccessKeys: 1,
    rootKeysActive: false,
    rootCertificates: 2,
  });
  const before = fixture.aws.calls.length;
  expect(await look()).toMatchObject({
    rootMfaDevices: known({ virtual: 1, fido: 3, token: 1, other: 0 }),
    rootInventory: known({ activeKeys: 0, inactiveKeys: 1, certificates: 2, password: true }),
  });
  const calls = callsSince(before);
  // The hub asks for the session by itself, and the pages of devices are all turned.
  expect(calls.filter((call) => call.endsWith('sts:AssumeRoot'))).toEqual([`${hub} sts:AssumeRoot`]);
  expect(calls.filter((call) => call === `${member} iam:ListMFADevices`)).toHaveLength(3);
});

test('a root without anything is a fact, too', async () => {
  fixture.aws.setAccount(member, { rootDevices: [], rootPassword: false });
  expect(await look()).toMatchObject({
    rootMfaDevices: known({ virtual: 0, fido: 0, token: 0, other: 0 }),
    rootInventory: known({ activeKeys: 0, inactiveKeys: 0, certificates: 0, password: false }),
  });
});

test('each look is written down before it begins, with its key before it is used', async () => {
  const noted: string[] = [];
  const memory = {
    ...fixture.store,
    noteRootAudit: async (audit: Parameters<typeof fixture.store.noteRootAudit>[0]) => {
      const asked = fixture.aws.calls.filter(({ operation }) => /AssumeRoot|ListMFADevices/.test(operation));
      noted.push(`${audit.account} ${audit.key === undefined ? 'no key' : 'key'} ${asked.length - before}`);
      await fixture.store.noteRootAudit(audit);
    },
  };
  const before = fixture.aws.calls.filter(({ operation }) =>
    /AssumeRoot|ListMFADevices/.test(operation),
  ).length;
  const at = fixture.clock.now();
  await look(member, { memory });
  expect(noted).toEqual([`${member} no key 0`, `${member} key 1`]);
  const [audit] = await fixture.store.rootAudits(member, at, fixture.clock.now());
  expect(audit).toMatchObject({ account: member, key: expect.stringMatching(/^ASIA/) });
});

test('a delegated administrator asks by the audit role in its account', async () => {
  const admin = '999900001111';
  fixture.aws.setAccount(admin, {});
  fixture.aws.setCentral({ iamAdministrators: [admin] });
  const before = fixture.aws.calls.length;
  const role = { arn: `arn:aws:iam::${admin}:role/rootguard/RootGuardAudit`, account: admin };
  const facts = await look(member, { rootAudit: role });
  expect(facts.rootMfaDevices).toEqual(known({ virtual: 0, fido: 2, token: 0, other: 0 }));
  expect(callsSince(before)).toContain(`${admin} sts:AssumeRoot`);
  expect(callsSince(before)).not.toContain(`${hub} sts:AssumeRoot`);
});

test('root of the management account, and of an account without an organization, cannot be had, and is not asked for', async () => {
  const before = fixture.aws.calls.length;
  const management = await look(hub);
  expect([management.rootMfaDevices, management.rootInventory]).toEqual([known(undefined), known(undefined)]);
  fixture.aws.setCentral({ ...healthyCentral, exists: false });
  expect((await look()).rootMfaDevices).toEqual(known(undefined));
  expect(callsSince(before).join()).not.toContain('AssumeRoot');
});

test('an organization that does not manage root centrally is not asked: a refusal would be an alert', async () => {
  fixture.aws.setCentral({ features: [] });
  const before = fixture.aws.calls.length;
  const facts = await look();
  const why = unknown('central-root-off', 'sts:AssumeRoot');
  expect([facts.rootMfaDevices, facts.rootInventory]).toEqual([why, why]);
  expect(callsSince(before).join()).not.toContain('AssumeRoot');
});

describe('what goes wrong with the root session is said with its call, and makes no other fact worse', () => {
  const sts = (error: string, status: number) => () =>
    fixture.aws.setFaults([{ service: 'sts', operation: 'AssumeRoot', error, status, times: 9 }]);
  const both = ['rootMfaDevices', 'rootInventory'];
  const call = 'sts:AssumeRoot';

  test.each<[string, () => unknown, readonly string[], string, string]>([
    ['the role may not', () => fixture.aws.setAccount(hub, { deny: [call] }), both, 'access-denied', call],
    ['STS throttles', sts('Throttling', 400), both, 'throttled', call],
    ['STS fails', sts('InternalFailure', 500), both, 'service-error', call],
    ['the Region is switched off', sts('RegionDisabledException', 403), both, 'access-denied', call],
    [
      'the devices are denied',
      () => fixture.aws.setAccount(member, { deny: ['iam:ListMFADevices'] }),
      ['rootMfaDevices'],
      'access-denied',
      'iam:ListMFADevices',
    ],
    [
      'the keys are denied',
      () => fixture.aws.setAccount(member, { deny: ['iam:ListAccessKeys'] }),
      ['rootInventory'],
      'access-denied',
      'iam:ListAccessKeys',
    ],
    [
      'the certificates are denied',
      () => fixture.aws.setAccount(member, { deny: ['iam:ListSigningCertificates'] }),
      ['rootInventory'],
      'access-denied',
      'iam:ListSigningCertificates',
    ],
    [
      'the login profile is denied',
      () => fixture.aws.setAccount(member, { deny: ['iam:GetLoginProfile'] }),
      ['rootInventory'],
      'access-denied',
      'iam:GetLoginProfile',
    ],
    [
      'the devices are throttled',
      () =>
        fixture.aws.setFaults([
          { service: 'iam', operation: 'ListMFADevices', error: 'Throttling', status: 400, times: 9 },
        ]),
      ['rootMfaDevices'],
      'throttled',
      'iam:ListMFADevices',
    ],
  ])('%s', async (_name, spoil, names, cause, call) => {
    const healthy = await look();
    spoil();
    const facts = await look();
    for (const name of names) expect(facts[name as keyof AccountFacts]).toEqual(unknown(cause, call));
    for (const name of both.filter((each) => !names.includes(each)))
      expect(facts[name as keyof AccountFacts]).toMatchObject({ known: true });
    expect(others(facts)).toBe(others(healthy));
  });

  test('a role that cannot be assumed', async () => {
    const admin = '999900002222';
    fixture.aws.setAccount(admin, { deny: ['sts:AssumeRole'] });
    const role = { arn: `arn:aws:iam::${admin}:role/rootguard/RootGuardAudit`, account: admin };
    const healthy = await look();
    const facts = await look(member, { rootAudit: role });
    expect(facts.rootMfaDevices).toEqual(unknown('access-denied', 'sts:AssumeRole'));
    expect(others(facts)).toBe(others(healthy));
  });

  test('a table that does not take the note: then nobody asks AWS', async () => {
    const noteRootAudit = () => Promise.reject(new StoreError('The table is away.'));
    const before = fixture.aws.calls.length;
    const facts = await look(member, { memory: { ...fixture.store, noteRootAudit } });
    expect(facts.rootMfaDevices).toEqual(unknown('store-error', 'dynamodb:PutItem'));
    expect(facts.rootCredentials.known).toBe(true);
    expect(callsSince(before).join()).not.toContain('AssumeRoot');
  });

  test('a table that does not take the key: then nobody uses it', async () => {
    let notes = 0;
    const noteRootAudit = async () => {
      notes += 1;
      if (notes > 1) throw new StoreError('The table is away.');
    };
    const before = fixture.aws.calls.length;
    const facts = await look(member, { memory: { ...fixture.store, noteRootAudit } });
    expect(facts.rootMfaDevices).toEqual(unknown('store-error', 'dynamodb:PutItem'));
    expect(callsSince(before).join()).not.toContain('ListMFADevices');
  });
});

test('a session is as short as it may be', () => {
  expect(auditSeconds).toBeLessThanOrEqual(900);
});

test.each([
  ['arn:aws:iam::444455556666:mfa/root-account-mfa-device', 'virtual'],
  ['arn:aws:iam::444455556666:mfa/custodian-phone', 'virtual'],
  ['arn:aws-us-gov:iam::444455556666:mfa/phone', 'virtual'],
  ['arn:aws:iam::444455556666:u2f/root-account/key', 'fido'],
  ['arn:aws:iam::444455556666:sms-mfa/phone', 'other'],
  ['arn:aws:iam::444455556666:passkey/mfa/key', 'other'],
  ['GAHT12345678', 'token'],
  ['', 'other'],
])('the serial number %j is that of a %s device', (serialNumber, kind) => {
  expect(kindOf(serialNumber)).toBe(kind);
});
