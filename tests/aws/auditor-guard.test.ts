import { templateRules } from '../../sandbox/aws/template-rules.ts';
import { canaryArrived, canarySent, emptyCanaryLog } from '../../src/core/canary.ts';
import { healthyGuard as healthyFacts } from '../../src/core/example-facts.ts';
import { exampleBus, exampleQueue, exampleRule } from '../../src/core/example-hub.ts';
import type { GuardFacts } from '../../src/core/guard-facts.ts';
import { judgeFacts } from '../../src/flows/judge-facts.ts';
import { hub } from '../sandbox/aws/local-aws-fixture.ts';
import { useAuditor } from './auditor-fixture.ts';

const letters: { readonly deadAt: number }[] = [];
const fixture = useAuditor({
  queues: () => [
    {
      name: 'rootguard-ingest',
      depth: () => ({ waiting: 0, delayed: 0, inFlight: 0 }),
      deadLetters: letters,
      changeVisibility: () => false,
    },
  ],
});
const alarmTopic = `arn:aws:sns:us-east-1:${hub}:rootguard-own-alarms`;
const rules = templateRules();
const names = {
  botTokenParameter: '/rootguard/slack/bot-token',
  signingSecretParameter: '/rootguard/slack/signing-secret',
};
const auditor = (store: 'ssm' | 'secretsmanager' = 'ssm') =>
  fixture.auditor({ alarmTopic, secrets: { store, ...names } });

beforeAll(() => {
  for (const name of Object.values(names)) {
    fixture.aws.setParameter(name, 'a value that nobody reads');
    fixture.aws.setSecret(name, 'a value that nobody reads');
  }
});
const known = <T>(value: T) => ({ known: true, value });

async function outcomes() {
  const results = judgeFacts('guard', await auditor().gatherGuard(), fixture.clock.now());
  return Object.fromEntries(results.map(({ check, outcome }) => [check, outcome]));
}

/** The last canary came after a minute. */
const minute = 60_000;
const sentAt = fixture.clock.now() - 10 * minute;
const arrivedAt = sentAt + minute;
const usual = { count: 1, p50: minute, p95: minute };
beforeAll(async () => {
  const sent = canarySent(emptyCanaryLog, { nonce: 'nonce', sentAt });
  for (const log of [sent, canaryArrived(sent, 'nonce', arrivedAt)])
    expect(await fixture.store.replaceCanaryLog(log)).toBe(true);
});

test('every fact of a guard that works is known, and passes', async () => {
  expect(await auditor().gatherGuard()).toEqual({
    busPolicy: known(exampleBus({ size: expect.any(Number) })),
    hubRules: known(rules.map(({ name }) => exampleRule(name))),
    hubQueues: known([
      exampleQueue('rootguard-ingest'),
      exampleQueue('rootguard-jobs'),
      exampleQueue('rootguard-sweep'),
      { queue: 'rootguard-rules-dlq', found: known({ refuses: [], unclear: [] }) },
    ]),
    deadLetters: known(
      ['rootguard-ingest-dlq', 'rootguard-jobs-dlq', 'rootguard-sweep-dlq', 'rootguard-rules-dlq'].map(
        (queue) => ({
          queue,
          messages: known(0),
        }),
      ),
    ),
    slackChannels: known([{ channel: 'C0ALERTS', use: 'alerts', state: known('member') }]),
    alarmSubscribers: known({ confirmed: 1, pending: 0 }),
    eventSources: known([
      { function: 'rootguard-events', queue: 'rootguard-ingest', state: 'taking', troubled: false },
      { function: 'rootguard-worker', queue: 'rootguard-jobs', state: 'taking', troubled: false },
      { function: 'rootguard-worker', queue: 'rootguard-sweep', state: 'taking', troubled: false },
    ]),
    canary: known({ since: sentAt, sentAt, last: { sentAt, arrivedAt }, lost: 0, usual }),
    deliveries: known({ counted: true, failures: [] }),
    secretAges: known(Object.values(names).map((name) => ({ name, changedAt: expect.any(Number) }))),
    tableSafety: known({ recoverable: known(true), forgets: known(true) }),
  });
  expect(new Set(Object.values(await outcomes()))).toEqual(new Set(['pass']));
});

// What other AWSs than the local one can show, too, is in contracts/hub.ts.
test.each([
  [{ busPolicy: 'other-organization' }, 'member-bus-policy', 'fail'],
  [{ busPolicy: 'two-organizations' }, 'member-bus-policy', 'warn'],
  [{ busPolicy: 'another-role' }, 'member-bus-policy', 'fail'],
  [{ busPolicy: 'large' }, 'member-bus-policy', 'warn'],
  [{ rules: 'narrowed' }, 'hub-rules', 'fail'],
  [{ rules: 'widened' }, 'hub-rules', 'warn'],
  [{ queuePolicy: 'other-rules' }, 'hub-queues', 'fail'],
  [{ queuePolicy: 'another-condition' }, 'hub-queues', 'unknown'],
  [{ redrive: 'elsewhere' }, 'hub-queues', 'warn'],
  [{ lostQueue: 'rootguard-ingest' }, 'hub-queues', 'fail'],
  [{ lostQueue: 'rootguard-rules-dlq' }, 'dead-letters', 'fail'],
  [{ canary: 'missing' }, 'hub-rules', 'fail'],
  [{ alarmEmail: 'pending' }, 'alarm-subscribers', 'warn'],
  [{ eventSources: 'troubled' }, 'event-sources', 'warn'],
  [{ deliveries: 'throttled' }, 'failed-deliveries', 'warn'],
  [{ metrics: 'partial' }, 'failed-deliveries', 'unknown'],
  [{ table: 'no-backups' }, 'table-safety', 'warn'],
  [{ table: 'no-expiry' }, 'table-safety', 'warn'],
] as const)('with %j, %s gives %s', async (change, check, outcome) => {
  fixture.aws.setGuard(change);
  expect((await outcomes())[check]).toBe(outcome);
});

test('an installation without members needs no policy, and is denied none', async () => {
  const outcome = async () => {
    const facts = await fixture.auditor({ organization: undefined }).gatherGuard(['busPolicy']);
    const results = judgeFacts('guard', { ...healthyFacts(), ...facts }, fixture.clock.now());
    return results.find(({ check }) => check === 'member-bus-policy')?.outcome;
  };
  fixture.aws.setGuard({ busPolicy: 'no-members' });
  expect(await outcome()).toBe('pass');
  fixture.aws.setGuard({ busPolicy: 'denied' });
  expect(await outcome()).toBe('fail');
  fixture.aws.setGuard({ busPolicy: 'anybody' });
  expect(await outcome()).toBe('fail');
});

test.each(rules.map(({ name }) => name))('a hub that has lost its rule %s is at fault', async (name) => {
  fixture.aws.setGuard({ lostRule: name });
  const { hubRules } = await auditor().gatherGuard(['hubRules']);
  expect(hubRules).toEqual(
    known(rules.map((rule) => (rule.name === name ? { name, state: 'missing' } : exampleRule(rule.name)))),
  );
  const results = judgeFacts('guard', await auditor().gatherGuard(), fixture.clock.now());
  const found = results.find(({ check }) => check === 'hub-rules');
  expect(found?.outcome).toBe('fail');
  expect(found?.says.en).toContain(`${name} (missing)`);
});

test('of a pattern that was narrowed is told what it leaves out, by what AWS says to samples of it', async () => {
  fixture.aws.setGuard({ rules: 'narrowed' });
  const { hubRules } = await auditor().gatherGuard(['hubRules']);
  const misses = hubRules.known
    ? new Map(hubRules.value.map(({ name, pattern }) => [name, pattern?.known ? pattern.value : undefined]))
    : new Map();
  // The first alternative of the rule was taken away: what AWS tells of the account itself.
  const { misses: [...missed] = [] } = misses.get('rootguard-guard-events-1') ?? {};
  expect(missed).toContain('PutAlternateContact');
  expect(missed).not.toContain('StopLogging');
  expect(misses.get('rootguard-member-events')).toMatchObject({ changed: true, misses: ['aws.x'] });
  // The alert rule is the account's own.
  expect(misses.get('rootguard-root-events')).toEqual({ changed: false, misses: [] });
});

test('the alert rule of the hub is one of its rules', async () => {
  fixture.aws.setAccount(hub, { rule: 'missing' });
  expect((await outcomes())['hub-rules']).toBe('fail');
  fixture.aws.setAccount(hub, { rule: 'enabled', pattern: 'narrow' });
  expect((await outcomes())['hub-rules']).toBe('fail');
  fixture.aws.setAccount(hub, { pattern: 'all', target: 'no-dead-letters' });
  expect((await outcomes())['hub-rules']).toBe('warn');
  fixture.aws.setAccount(hub, { target: 'right' });
  expect((await outcomes())['hub-rules']).toBe('pass');
});

test('an installation without a topic for alarms has no such check', async () => {
  const facts = await fixture.auditor().gatherGuard();
  expect(facts.alarmSubscribers).toEqual(known(undefined));
});

test.each<[string, ...(keyof GuardFacts)[]]>([
  ['events:DescribeEventBus', 'busPolicy'],
  ['organizations:DescribeOrganization', 'busPolicy'],
  // Which rules there are is asked of both.
  ['events:ListRules', 'hubRules', 'deliveries'],
  ['events:ListTargetsByRule', 'hubRules'],
  ['sns:ListSubscriptionsByTopic', 'alarmSubscribers'],
  ['lambda:ListEventSourceMappings', 'eventSources'],
  ['cloudwatch:GetMetricData', 'deliveries'],
  ['ssm:GetParameters', 'secretAges'],
  ['dynamodb:DescribeContinuousBackups', 'tableSafety'],
  ['dynamodb:DescribeTimeToLive', 'tableSafety'],
])('when %s is denied, that is what is not known of %s', async (action, ...names) => {
  fixture.aws.setAccount(hub, { deny: [action] });
  const facts = await auditor().gatherGuard();
  const hidden = Object.entries(facts).filter(([, fact]) => JSON.stringify(fact).includes('"known":false'));
  expect(hidden.map(([fact]) => fact)).toEqual(names);
  for (const name of names)
    expect(JSON.stringify(facts[name])).toContain(`"cause":"access-denied","call":"${action}"`);
  expect(Object.values(await outcomes())).toContain('unknown');
});

test('a queue names the rules that it keeps out', async () => {
  fixture.aws.setGuard({ queuePolicy: 'one-rule' });
  const { hubQueues } = await auditor().gatherGuard(['hubQueues']);
  const refused = new Map(
    hubQueues.known
      ? hubQueues.value.map(({ queue, found }) => [queue, found.known ? found.value?.refuses : undefined])
      : [],
  );
  const feeding = rules.filter(({ target }) => target.queue === 'rootguard-ingest').map(({ name }) => name);
  expect(refused.get('rootguard-ingest')).toEqual(feeding.filter((name) => name !== 'rootguard-root-events'));
  // Each of these has one rule.
  expect([refused.get('rootguard-jobs'), refused.get('rootguard-sweep')]).toEqual([[], []]);
});

test('a pattern that was changed and cannot be tried out is no pass', async () => {
  fixture.aws.setGuard({ rules: 'widened' });
  fixture.aws.setAccount(hub, { deny: ['events:TestEventPattern'] });
  expect((await outcomes())['hub-rules']).toBe('unknown');
});

test.each(['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'])(
  'when %s is denied, no queue passes',
  async (action) => {
    fixture.aws.setAccount(hub, { deny: [action] });
    const found = await outcomes();
    expect([found['hub-queues'], found['dead-letters']]).toEqual(['unknown', 'unknown']);
  },
);

test('of canaries nothing is known while the table does not answer, and AWS tells everything else', async () => {
  fixture.aws.setFaults([
    { service: 'dynamodb', operation: 'GetItem', error: 'InternalServerError', times: 20 },
  ]);
  const facts = await auditor().gatherGuard();
  expect(facts.canary).toEqual({ known: false, cause: 'store-error', call: 'dynamodb:GetItem' });
  expect(facts.hubRules.known).toBe(true);
});

test('what Slack and the table say is asked even where AWS tells nothing', async () => {
  fixture.aws.setAccount(hub, { throttle: 1_000 });
  const found = await outcomes();
  expect([found['slack-channels'], found.canary]).toEqual(['pass', 'pass']);
  expect(found['hub-rules']).toBe('unknown');
});

describe.each(['ssm', 'secretsmanager'] as const)('secrets in %s', (store) => {
  const ages = async () => (await auditor(store).gatherGuard(['secretAges'])).secretAges;

  test('have the age of their last change, and no value is told', async () => {
    const before = fixture.clock.now();
    for (const set of [fixture.aws.setParameter, fixture.aws.setSecret])
      set(names.botTokenParameter, 'xoxb-next');
    const told = await ages();
    expect(JSON.stringify(told)).not.toContain('xoxb');
    expect(told.known && told.value?.map(({ name }) => name)).toEqual(Object.values(names));
    const changedAt = (told.known && told.value?.[0]?.changedAt) || 0;
    expect(changedAt).toBeGreaterThanOrEqual(before - 1_000);
    expect(changedAt).toBeLessThanOrEqual(fixture.clock.now());
  });

  test('that do not exist are known to be missing', async () => {
    const secrets = { store, ...names, signingSecretParameter: '/rootguard/slack/gone' };
    const { secretAges } = await fixture.auditor({ secrets }).gatherGuard(['secretAges']);
    expect(secretAges).toMatchObject(
      known([{ changedAt: expect.any(Number) }, { name: '/rootguard/slack/gone' }]),
    );
    expect(secretAges.known && secretAges.value?.[1]).toEqual({ name: '/rootguard/slack/gone' });
  });
});

test('a denial of Secrets Manager hides the ages', async () => {
  fixture.aws.setAccount(hub, { deny: ['secretsmanager:DescribeSecret'] });
  expect((await auditor('secretsmanager').gatherGuard(['secretAges'])).secretAges).toEqual({
    known: false,
    cause: 'access-denied',
    call: 'secretsmanager:DescribeSecret',
  });
});

test('dead letters are told with the age of the oldest, as CloudWatch counts it', async () => {
  const fiveHoursAgo = fixture.clock.now() - 5 * 3_600_000;
  letters.push({ deadAt: fiveHoursAgo }, { deadAt: fixture.clock.now() });
  const { deadLetters } = await auditor().gatherGuard(['deadLetters']);
  fixture.aws.setAccount(hub, { deny: ['cloudwatch:GetMetricData'] });
  const hidden = await auditor().gatherGuard(['deadLetters']);
  letters.length = 0;
  const ingest = { queue: 'rootguard-ingest-dlq', messages: known(2) };
  expect(deadLetters.known && deadLetters.value[0]).toEqual({ ...ingest, oldest: known(18_000) });
  expect(hidden.deadLetters.known && hidden.deadLetters.value[0]).toMatchObject({
    ...ingest,
    oldest: { known: false, cause: 'access-denied', call: 'cloudwatch:GetMetricData' },
  });
});
