import { createOrganization } from '../../src/aws/organization.ts';
import type { KnownAccount } from '../../src/core/account.ts';
import { createDirectory } from '../../src/core/directory.ts';
import type { Logger, Organization } from '../../src/core/ports.ts';
import { refreshAccounts, refreshWhenDue } from '../../src/flows/refresh-accounts.ts';
import { storeOf } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';

/** Against the simulated Organizations, by the real SDK, with the real store. */
let deployment: Deployment;
const before = { ...process.env };
const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeEach(async () => {
  deployment = await startDeployment();
  Object.assign(process.env, deployment.env);
});
afterEach(async () => {
  await deployment.close();
  process.env = { ...before };
});

const ports = (organization: Organization = createOrganization({ region: 'us-east-1' })) => ({
  organization,
  store: storeOf(deployment),
  clock: deployment.clock.now,
  logger: silent,
});
const stored = async () =>
  new Map((await storeOf(deployment).knownAccounts()).map((each) => [each.id, each]));
const calls = () => deployment.aws.calls.filter(({ operation }) => operation === 'ListAccounts').length;

/** What the simulated Organizations says of every account; of the address of root a mask alone is kept. */
const told = { joinedAt: Date.parse('2019-04-01T09:00:00Z'), rootEmail: 'a***@example.com' };

test('lists an organization of many pages, some of them empty, with states and names', async () => {
  for (let number = 1; number <= 60; number += 1)
    deployment.aws.setAccount(String(100_000_000_000 + number), { name: `team-${number}` });
  deployment.aws.setAccount('100000000007', { state: 'SUSPENDED' });
  deployment.aws.setAccount('100000000008', { state: 'PENDING_CLOSURE' });
  expect(await refreshAccounts(ports())).toBe('whole');
  const accounts = await stored();
  expect(accounts.size).toBe(62);
  expect(accounts.get('444455556666')).toEqual({
    ...told,
    id: '444455556666',
    name: 'acme-dev',
    state: 'active',
  });
  expect(accounts.get('100000000007')?.state).toBe('suspended');
  expect(accounts.get('100000000008')?.state).toBe('closing');
});

test('writes what changed alone, and keeps the name of an account that left', async () => {
  await refreshAccounts(ports());
  const writes = () => deployment.aws.calls.filter(({ operation }) => operation === 'PutItem').length;
  const first = writes();
  await refreshAccounts(ports());
  expect(writes() - first).toBe(1);
  deployment.aws.setAccount('444455556666', { state: 'left' });
  await refreshAccounts(ports());
  expect((await stored()).get('444455556666')).toEqual({
    ...told,
    id: '444455556666',
    name: 'acme-dev',
    state: 'left',
  });
});

test.each([
  ['access-denied', { deny: ['organizations:ListAccounts'] }],
  ['throttled', { throttle: 5 }],
])('keeps the list that it has when the call is refused (%s), and says why', async (cause, change) => {
  await refreshAccounts(ports());
  const { completedAt } = await storeOf(deployment).listing();
  deployment.aws.setAccount('111122223333', change);
  expect(await refreshAccounts(ports())).toBe('failed');
  expect(await storeOf(deployment).listing()).toEqual({
    completedAt,
    failure: { at: expect.any(Number), cause, call: 'organizations:ListAccounts' },
  });
  expect((await stored()).get('444455556666')?.state).toBe('active');
});

test('does not believe that an organization is empty', async () => {
  await refreshAccounts(ports());
  const empty: Organization = { page: async () => ({ accounts: [] }), stateOf: async () => 'active' };
  expect(await refreshAccounts(ports(empty))).toBe('failed');
  expect((await stored()).get('444455556666')?.state).toBe('active');
});

test('stops after a while and goes on where it was, and only then says who left', async () => {
  const member: KnownAccount = { id: '444455556666', name: 'acme-dev', state: 'active' };
  await storeOf(deployment).saveAccount({ ...member, id: '999988887777' });
  const asked: (string | undefined)[] = [];
  const slow: Organization = {
    stateOf: async () => 'active',
    async page(token) {
      asked.push(token);
      deployment.clock.advance(20_000);
      const page = Number(token ?? 0);
      return {
        accounts: [{ ...member, id: `44445555666${page}` }],
        ...(page < 3 && { next: `${page + 1}` }),
      };
    },
  };
  expect(await refreshAccounts(ports(slow))).toBe('partial');
  expect((await stored()).get('999988887777')?.state).toBe('active');
  expect(await refreshAccounts(ports(slow))).toBe('whole');
  expect(asked).toEqual([undefined, '1', '2', '3']);
  expect((await stored()).get('999988887777')?.state).toBe('left');
  expect((await stored()).get('444455556660')?.state).toBe('active');
});

test('the duty lists once an hour, also when it was refused', async () => {
  await refreshWhenDue(ports());
  const first = calls();
  await refreshWhenDue(ports());
  expect(calls()).toBe(first);
  deployment.aws.setAccount('111122223333', { deny: ['organizations:ListAccounts'] });
  deployment.clock.advance(3_600_000);
  await refreshWhenDue(ports());
  const refused = calls();
  expect(refused).toBeGreaterThan(first);
  await refreshWhenDue(ports());
  expect(calls()).toBe(refused);
});

test('asks nothing where there is no organization', async () => {
  expect(await refreshAccounts({ ...ports(), organization: undefined })).toBe('whole');
  expect(calls()).toBe(0);
});

describe('the directory', () => {
  const directory = (configured: readonly (readonly [string, string])[] = []) =>
    createDirectory({
      configured: new Map(configured),
      organization: { store: storeOf(deployment), clock: deployment.clock.now, logger: silent },
    });

  test('knows what was listed, and the configured name wins', async () => {
    await refreshAccounts(ports());
    const names = directory([['111122223333', 'production']]);
    await names.prepare(['111122223333', '444455556666', '999988887777']);
    expect(['111122223333', '444455556666', '999988887777'].map(names.nameOf)).toEqual([
      'production',
      'acme-dev',
      undefined,
    ]);
    expect(await names.accounts()).toEqual([
      { ...told, id: '111122223333', name: 'production', state: 'active' },
      { ...told, id: '444455556666', name: 'acme-dev', state: 'active' },
    ]);
  });

  test('asks once for an account, and learns a new name later', async () => {
    await refreshAccounts(ports());
    const names = directory();
    const reads = () => deployment.aws.calls.filter(({ operation }) => operation === 'GetItem').length;
    const first = reads();
    await Promise.all([names.prepare(['444455556666']), names.prepare(['444455556666'])]);
    await names.prepare(['444455556666']);
    expect(reads() - first).toBe(1);
    deployment.aws.setAccount('444455556666', { name: 'acme-development' });
    await refreshAccounts(ports());
    deployment.clock.advance(600_000);
    await names.prepare(['444455556666']);
    expect(names.nameOf('444455556666')).toBe('acme-development');
  });

  test('keeps a name when the store fails', async () => {
    await refreshAccounts(ports());
    const names = directory();
    await names.prepare(['444455556666']);
    deployment.clock.advance(600_000);
    deployment.aws.setFaults([
      { service: 'dynamodb', operation: 'GetItem', error: 'InternalServerError', times: 9 },
    ]);
    await names.prepare(['444455556666']);
    expect(names.nameOf('444455556666')).toBe('acme-dev');
  });
});
