import { createCanaryTag } from '../../src/aws/canary-tag.ts';
import { canaryName, type TagCanary } from '../../src/core/canary.ts';
import { asObject, at, type JsonObject } from '../../src/core/json.ts';
import { StoreError } from '../../src/core/ports.ts';
import { sendCanary } from '../../src/flows/send-canary.ts';
import { alertPath, storeOf } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';

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
const known = async () => (await storeOf(deployment).canaryLog()).canaries;

/** Sends one by the real SDK; what CloudTrail told EventBridge of it, and EventBridge let through. */
async function sent(
  tagCanary: TagCanary = createCanaryTag({ region: 'us-east-1' }),
): Promise<readonly JsonObject[]> {
  deployment.recorded.length = 0;
  await sendCanary({ store: storeOf(deployment), clock: deployment.clock.now, tagCanary });
  return [...deployment.recorded];
}

const altered = (envelope: JsonObject, change: (detail: JsonObject) => JsonObject): JsonObject => ({
  ...envelope,
  detail: change(asObject(envelope.detail) ?? {}),
});

test('a canary is written down, then sent; its event says when it came, once, and raises nothing', async () => {
  const [envelope, ...more] = await sent();
  expect(more).toEqual([]);
  const [canary] = await known();
  expect(at(envelope, 'detail', 'requestParameters')).toEqual({
    roleName: canaryName,
    tags: [{ key: canaryName, value: canary?.nonce }],
  });

  const { raise } = alertPath(deployment);
  deployment.clock.advance(120_000);
  expect(await raise(envelope ?? {})).toBe('ignored');
  const [come] = await known();
  expect((come?.arrivedAt ?? 0) - (come?.sentAt ?? 0)).toBeGreaterThanOrEqual(120_000);
  deployment.clock.advance(120_000);
  // EventBridge may deliver twice, and so may SQS.
  await Promise.all([
    raise(envelope ?? {}),
    raise({ ...envelope, id: 'again' }),
    raise(envelope ?? {}, true),
  ]);
  expect(await known()).toEqual([come]);
  expect(cards()).toEqual([]);
  expect((await storeOf(deployment).dropped()).total).toBe(0);
});

test('its event finds it even if it comes before AWS has answered', async () => {
  const { raise } = alertPath(deployment);
  const tag = createCanaryTag({ region: 'us-east-1' });
  await sent(async (nonce) => {
    const written = await tag(nonce);
    await raise(deployment.recorded[0] ?? {});
    return written;
  });
  expect(await known()).toEqual([expect.objectContaining({ arrivedAt: expect.any(Number) })]);
});

test('two events at once of two canaries are both noted', async () => {
  const envelopes = [...(await sent()), ...(await sent())];
  const { raise } = alertPath(deployment);
  await Promise.all(envelopes.map((envelope) => raise(envelope)));
  expect((await known()).map(({ arrivedAt }) => typeof arrivedAt)).toEqual(['number', 'number']);
});

test.each<[string, (envelope: JsonObject) => JsonObject]>([
  [
    'a value that nobody wrote down',
    (envelope) =>
      altered(envelope, (detail) => ({
        ...detail,
        requestParameters: { roleName: canaryName, tags: [{ key: canaryName, value: 'guessed' }] },
      })),
  ],
  [
    'a member that has a role of this name',
    (envelope) => ({
      ...altered(envelope, (detail) => ({ ...detail, recipientAccountId: '444455556666' })),
      account: '444455556666',
    }),
  ],
  [
    'a tag that AWS refused',
    (envelope) => altered(envelope, (detail) => ({ ...detail, errorCode: 'AccessDenied' })),
  ],
])('%s proves nothing, and alerts nobody', async (_, change) => {
  const [envelope = {}] = await sent();
  const sentOnly = await known();
  expect(await alertPath(deployment).raise(change(envelope))).toBe('ignored');
  expect(await known()).toEqual(sentOnly);
  expect(cards()).toEqual([]);
});

test("an event that claims another account's record is dropped and counted, as always", async () => {
  const [envelope = {}] = await sent();
  expect(await alertPath(deployment).raise({ ...envelope, account: '444455556666' })).toBe('dropped');
  expect((await known())[0]?.arrivedAt).toBeUndefined();
});

test('root that writes the very tag alerts: a canary takes the place of no alert', async () => {
  const [envelope = {}] = await sent();
  const asRoot = altered(envelope, (detail) => ({
    ...detail,
    userIdentity: { type: 'Root', accountId: '111122223333', arn: 'arn:aws:iam::111122223333:root' },
  }));
  expect(await alertPath(deployment).raise(asRoot)).toBe('posted');
  expect((await known())[0]?.arrivedAt).toBeUndefined();
});

test('while the table does not answer, the event comes again', async () => {
  const [envelope = {}] = await sent();
  const store = {
    ...storeOf(deployment),
    replaceCanaryLog: () => Promise.reject(new StoreError('The table is away.')),
  };
  await expect(alertPath(deployment, { store }).raise(envelope)).rejects.toThrow(StoreError);
  expect(await alertPath(deployment).raise(envelope)).toBe('ignored');
  expect((await known())[0]?.arrivedAt).toBeDefined();
});

test('where it cannot be written down, none is sent', async () => {
  const store = {
    ...storeOf(deployment),
    replaceCanaryLog: () => Promise.reject(new StoreError('The table is away.')),
  };
  const tagCanary = createCanaryTag({ region: 'us-east-1' });
  await expect(sendCanary({ store, clock: deployment.clock.now, tagCanary })).rejects.toThrow(StoreError);
  expect(deployment.aws.calls.filter(({ operation }) => operation === 'TagRole')).toEqual([]);
});

test.each([
  ['denied', 'access-denied'],
  ['missing', 'service-error'],
] as const)(
  'a tag that AWS does not take (%s) fails the duty, and is written down with the call',
  async (canary, cause) => {
    deployment.aws.setGuard({ canary });
    await expect(sent()).rejects.toThrow(`iam:TagRole: ${cause}`);
    expect(deployment.recorded).toEqual([]);
    expect((await known())[0]?.refused).toEqual({ known: false, cause, call: 'iam:TagRole' });
  },
);
