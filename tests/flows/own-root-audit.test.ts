import fc from 'fast-check';
import { functionRole } from '../../sandbox/aws/keys.ts';
import { createAuditor } from '../../src/aws/auditor.ts';
import { asObject, at, type JsonObject } from '../../src/core/json.ts';
import type { RootAuditRole } from '../../src/core/own-audit.ts';
import { type Logger, StoreError } from '../../src/core/ports.ts';
import { alertPath, storeOf } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';

const hub = '111122223333';
const member = '444455556666';
const rootAudit: RootAuditRole = { arn: functionRole(hub), account: hub };
const before = { ...process.env };
let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment();
  Object.assign(process.env, deployment.env);
});
afterEach(async () => {
  process.env = { ...before };
  await deployment.close();
});

const cards = () => deployment.slack.messages('C0ALERTS');
const names = () => deployment.recorded.map((envelope) => at(envelope, 'detail', 'eventName'));

/** An audit of a member by the real auditor; the events that CloudTrail tells of it. */
async function audited(role = rootAudit): Promise<readonly JsonObject[]> {
  deployment.recorded.length = 0;
  const auditor = createAuditor({
    region: 'us-east-1',
    hubAccount: hub,
    auditRoleName: 'rootguard/RootGuardAudit',
    ruleName: 'rootguard-root-events',
    clock: deployment.clock.now,
    memory: storeOf(deployment),
    table: 'rootguard',
    raises: () => true,
    emailDomains: [],
    iamAdministrators: [],
    rootAudit: role,
    slackChannels: async () => ({ known: true, value: [] }),
  });
  expect((await auditor.gather(member)).rootMfaDevices).toMatchObject({ value: { fido: 2 } });
  return [...deployment.recorded];
}

/** The same event, but for its record. */
const altered = (envelope: JsonObject, change: (detail: JsonObject) => JsonObject): JsonObject => ({
  ...envelope,
  detail: change(asObject(envelope.detail) ?? {}),
});

test('an audit raises nothing, in whatever order its events come, and however often', async () => {
  const envelopes = await audited();
  expect(names().sort()).toEqual(
    ['AssumeRoot', 'GetLoginProfile', 'ListAccessKeys', 'ListMFADevices', 'ListSigningCertificates'].sort(),
  );
  const lines: string[] = [];
  const logger: Logger = {
    info: (event, fields) => void lines.push(`${event} ${fields?.account}`),
    warn: () => undefined,
    error: () => undefined,
  };
  const { raise } = alertPath(deployment, { rootAudit, logger });
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...envelopes, ...envelopes], { minLength: 10 }),
      async (shuffled) => {
        for (const envelope of shuffled) expect(await raise(envelope)).toBe('ignored');
      },
    ),
    { numRuns: 10 },
  );
  expect(cards()).toEqual([]);
  expect(new Set(lines)).toEqual(new Set([`own-root-audit ${member}`]));
  const { sessions, uses } = await storeOf(deployment).ledger(member);
  expect([sessions, uses]).toEqual([[], []]);
}, 30_000);

test('an audit raises nothing months later either, while its event can still lie in a queue', async () => {
  const envelopes = await audited();
  deployment.clock.advance(14 * 86_400_000);
  const { raise } = alertPath(deployment, { rootAudit });
  for (const envelope of envelopes) expect(await raise(envelope)).toBe('ignored');
});

test('where the mode is off, the same events alert', async () => {
  const { raise } = alertPath(deployment);
  for (const envelope of await audited()) expect(await raise(envelope)).not.toBe('ignored');
  expect(cards().length).toBeGreaterThan(0);
});

test('another role alerts, even if it wrote down what it did as ours does', async () => {
  const other = '999900001111';
  deployment.aws.setAccount(other, {});
  deployment.aws.setCentral({ iamAdministrators: [other] });
  const envelopes = await audited({
    arn: `arn:aws:iam::${other}:role/rootguard/RootGuardAudit`,
    account: other,
  });
  const [opening] = envelopes;
  const { raise } = alertPath(deployment, { rootAudit });
  expect(await raise(opening ?? {})).toBe('posted');
  expect(JSON.stringify(cards())).toContain('A privileged root session was opened');
});

test('a key that this installation did not get is nobody’s alibi', async () => {
  const envelopes = await audited();
  const stranger = (detail: JsonObject): JsonObject => ({
    ...detail,
    eventID: `other-${at(detail, 'eventID')}`,
    userIdentity: { ...asObject(detail.userIdentity), accessKeyId: 'ASIASTRANGEREXAMPLE0' },
    ...(detail.eventName === 'AssumeRoot' && {
      responseElements: { credentials: { accessKeyId: 'ASIASTRANGEREXAMPLE0' } },
    }),
  });
  const { raise } = alertPath(deployment, { rootAudit });
  for (const envelope of envelopes) expect(await raise(altered(envelope, stranger))).not.toBe('ignored');
});

test('a write, or a refusal, with the very key of an audit alerts', async () => {
  const envelopes = await audited();
  const reading =
    envelopes.find((envelope) => at(envelope, 'detail', 'eventName') === 'ListMFADevices') ?? {};
  const { raise } = alertPath(deployment, { rootAudit });
  const write = { eventID: 'write', eventName: 'CreateLoginProfile', readOnly: false };
  expect(await raise(altered(reading, (detail) => ({ ...detail, ...write })))).toBe('posted');
  const refused = { eventID: 'refused', errorCode: 'AccessDenied', errorMessage: 'no' };
  expect(await raise(altered(reading, (detail) => ({ ...detail, ...refused })))).not.toBe('ignored');
});

test('while the table does not answer, the event is neither told nor lost: it comes again', async () => {
  const [opening = {}] = await audited();
  const store = {
    ...storeOf(deployment),
    rootAudits: () => Promise.reject(new StoreError('The table is away.')),
  };
  const { raise } = alertPath(deployment, { rootAudit, store });
  await expect(raise(opening)).rejects.toThrow(StoreError);
  expect(cards()).toEqual([]);
});
