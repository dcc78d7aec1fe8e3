import { join } from 'node:path';
import { matchesPattern } from '../sandbox/aws/event-pattern.ts';
import { canaryName } from '../src/core/canary.ts';
import { drillSource } from '../src/core/drill.ts';
import { exampleEnvelope } from '../src/core/example-envelope.ts';
import { rootSignIn } from '../src/core/example-event.ts';
import { roleCallOn } from '../src/core/example-guard.ts';
import { heartbeatRule, heartbeatSource } from '../src/core/heartbeat.ts';
import { at, type JsonObject, objectAt, textAt } from '../src/core/json.ts';
import { detections } from '../src/detections/index.generated.ts';
import { jobSource } from '../src/listeners/read-job.ts';
import { readTemplate, resourcesOf } from './support/cloudformation.ts';

/** The rules of the default bus in both templates. */
const templates = ['template.yaml', 'member.yaml'].map((file) => ({
  file,
  rules: resourcesOf(readTemplate(join(__dirname, '..', file)), 'AWS::Events::Rule')
    // What comes by the clock has no pattern.
    .filter(
      ({ properties }) => properties.EventBusName === undefined && properties.EventPattern !== undefined,
    )
    .map(({ properties }) => ({
      name: textAt(properties, 'Name'),
      state: textAt(properties, 'State'),
      pattern: objectAt(properties, 'EventPattern') ?? {},
    })),
}));

const examples = Object.entries(detections).flatMap(([id, detection]) =>
  detection.examples().map((example) => ({ title: `${id}: ${example.name}`, ...example })),
);
const raising = examples.filter(({ raises }) => raises !== 'nothing');
/** Calls by others to services that no rule listens to; what a rule lets through is still judged by the detections. */
const heard = new Set<unknown>(
  Object.values(detections).flatMap(({ listens = [] }) => listens.flatMap(({ source }) => source)),
);
const notRoot = examples.filter((example) => {
  const event = exampleEnvelope(example);
  return example.raises === 'nothing' && !isRoot(event) && !heard.has(event.source);
});

describe.each(templates)('what a detection tells of reaches it, by $file', ({ rules }) => {
  test.each(raising.map((example) => [example.title, exampleEnvelope(example)] as const))(
    '%s',
    (_, event) => {
      expect(passing(rules, event)).not.toEqual([]);
    },
  );

  test("whichever way AWS spells a sign-in's detail-type", () => {
    const signIn = exampleEnvelope({ record: rootSignIn() });
    for (const spelling of ['AWS Console Sign In via CloudTrail', 'AWS Console Signin via CloudTrail']) {
      expect(passing(rules, { ...signIn, 'detail-type': spelling })).toEqual(['rootguard-root-events']);
    }
  });

  test('what root only reads reaches it, too', () => {
    const rule = rules.find(({ name }) => name === 'rootguard-root-events');
    expect(rule?.state).toBe('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
  });
});

test.each(templates)('every pattern of $file is within the quota of 2,048 characters', ({ rules }) => {
  for (const { pattern } of rules) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2_048);
});

describe.each(templates)('what is nobody’s business stays out, by $file', ({ rules }) => {
  test('there are such examples', () => {
    expect(notRoot.length).toBeGreaterThanOrEqual(3);
  });

  test.each(notRoot.map((example) => [example.title, exampleEnvelope(example)] as const))(
    '%s',
    (_, event) => {
      expect(passing(rules, event)).toEqual([]);
    },
  );

  test('an event that somebody put onto the bus to look like root', () => {
    const forged = { ...exampleEnvelope({ record: rootSignIn() }), source: 'com.example.app' };
    expect(passing(rules, forged)).toEqual([]);
  });
});

test.each([drillSource, heartbeatSource])(
  '%s reaches the queue of alerts, and only by its own rule',
  (source) => {
    const drill = { source, 'detail-type': 'drill', account: '111122223333', detail: {} };
    const [hub, member] = templates;
    expect(passing(hub?.rules ?? [], drill)).toEqual(['rootguard-drills']);
    expect(passing(member?.rules ?? [], drill)).toEqual([]);
  },
);

describe('a canary', () => {
  const record = (change: JsonObject = {}, request: JsonObject = {}) =>
    exampleEnvelope({
      record: roleCallOn(
        'TagRole',
        'iam',
        { roleName: canaryName, tags: [{ key: canaryName, value: 'nonce' }], ...request },
        change,
      ),
    });
  const [hub, member] = templates;

  test('reaches the queue of alerts, by its own rule, and no member forwards one', () => {
    expect(passing(hub?.rules ?? [], record())).toEqual([canaryName]);
    expect(passing(member?.rules ?? [], record())).toEqual([]);
  });

  test.each([
    ['another role', record({}, { roleName: 'orders' })],
    ['another call', record({ eventName: 'UntagRole' })],
    ['what somebody else put onto the bus', { ...record(), source: 'com.example.app' }],
  ])('%s is none', (_, event) => {
    expect(passing(hub?.rules ?? [], event)).toEqual([]);
  });
});

test("a member's heartbeat is sent every hour to the hub's bus, as the alert rules send, and that bus lets it through", () => {
  const rules = (file: string) => resourcesOf(readTemplate(join(__dirname, '..', file)), 'AWS::Events::Rule');
  const named = (file: string, name: string) => {
    const found = rules(file).find(({ properties }) => properties.Name === name);
    if (found === undefined) throw new Error(`${file} has no rule ${name}.`);
    return found.properties;
  };
  const beat = named('member.yaml', heartbeatRule);
  const alert = named('member.yaml', 'rootguard-root-events');
  expect(beat).toMatchObject({ ScheduleExpression: 'rate(1 hour)', State: 'ENABLED' });
  const targets = [beat, alert].map(({ Targets }) => (Array.isArray(Targets) ? Targets : []));
  for (const part of ['Arn', 'RoleArn', 'DeadLetterConfig']) {
    const [beats, alerts] = targets.map(([target]) => at(target, part));
    expect(beats).toBeDefined();
    expect(beats).toEqual(alerts);
  }
  const pattern = objectAt(named('template.yaml', 'rootguard-member-events'), 'EventPattern') ?? {};
  const event = {
    source: 'aws.events',
    'detail-type': 'Scheduled Event',
    account: '444455556666',
    detail: {},
  };
  expect(matchesPattern(pattern, event)).toBe(true);
});

describe('jobs', () => {
  test.each([
    ['redraw', 'rootguard-jobs'],
    ['command', 'rootguard-jobs'],
    ['check-again', 'rootguard-jobs'],
    ['check-account', 'rootguard-sweep'],
  ])('%s reaches one queue of the worker and nobody else', (kind, rule) => {
    const job = { source: jobSource, 'detail-type': kind, account: '111122223333', detail: {} };
    const [hub] = templates;
    expect(passing(hub?.rules ?? [], job)).toEqual([rule]);
  });
});

function passing(
  rules: (typeof templates)[number]['rules'],
  event: JsonObject,
): readonly (string | undefined)[] {
  return rules.filter(({ pattern }) => matchesPattern(pattern, event)).map(({ name }) => name);
}

function isRoot(event: JsonObject): boolean {
  return [
    at(event, 'detail', 'userIdentity', 'type'),
    at(event, 'detail', 'userIdentity', 'sessionContext', 'sessionIssuer', 'type'),
  ].includes('Root');
}
