import { join } from 'node:path';
import { at, type JsonObject, objectAt, textAt } from '../src/core/json.ts';
import { detections } from '../src/detections/index.generated.ts';
import { jobSource } from '../src/listeners/run-job.ts';
import { readTemplate, resourcesOf } from './support/cloudformation.ts';
import { matchesPattern } from './support/event-pattern.ts';

const template = readTemplate(join(__dirname, '..', 'template.yaml'));
const rules = resourcesOf(template, 'AWS::Events::Rule').map(({ properties }) => ({
  name: textAt(properties, 'Name'),
  state: textAt(properties, 'State'),
  pattern: objectAt(properties, 'EventPattern') ?? {},
}));

const examples = Object.entries(detections).flatMap(([id, detection]) =>
  detection.examples().map((example) => ({ title: `${id}: ${example.name}`, ...example })),
);
const raising = examples.filter(({ raises }) => raises !== 'nothing');
const notRoot = examples.filter(({ record, raises }) => raises === 'nothing' && !isRoot(record));

describe('what a detection tells of reaches it', () => {
  test.each(raising.map(({ title, record }) => [title, record] as const))('%s', (_, record) => {
    expect(passing(envelope(record))).toEqual(['rootguard-root-events']);
  });

  test("whichever way AWS spells a sign-in's detail-type", () => {
    const signIn = raising.find(({ record }) => record.eventName === 'ConsoleLogin')?.record ?? {};
    for (const spelling of ['AWS Console Sign In via CloudTrail', 'AWS Console Signin via CloudTrail']) {
      expect(passing({ ...envelope(signIn), 'detail-type': spelling })).toEqual(['rootguard-root-events']);
    }
  });

  test('what root only reads reaches it, too', () => {
    const rule = rules.find(({ name }) => name === 'rootguard-root-events');
    expect(rule?.state).toBe('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
  });
});

describe('what is nobody’s business stays out', () => {
  test('there are such examples', () => {
    expect(notRoot.length).toBeGreaterThanOrEqual(3);
  });

  test.each(notRoot.map(({ title, record }) => [title, record] as const))('%s', (_, record) => {
    expect(passing(envelope(record))).toEqual([]);
  });

  test('an event that somebody put onto the bus to look like root', () => {
    const [forged] = raising;
    expect(passing({ ...envelope(forged?.record ?? {}), source: 'com.example.app' })).toEqual([]);
  });
});

describe('jobs', () => {
  test('reach the worker and nobody else', () => {
    const job = { source: jobSource, 'detail-type': 'redraw', account: '111122223333', detail: {} };
    expect(passing(job)).toEqual(['rootguard-jobs']);
  });
});

function passing(event: JsonObject): readonly (string | undefined)[] {
  return rules.filter(({ pattern }) => matchesPattern(pattern, event)).map(({ name }) => name);
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
function envelope(record: JsonObject): JsonObject {
  const signIn = record.eventType === 'AwsConsoleSignIn';
  return {
    version: '0',
    id: '00000000-0000-4000-8000-000000000000',
    'detail-type': signIn ? 'AWS Console Sign In via CloudTrail' : 'AWS API Call via CloudTrail',
    source: `aws.${textAt(record, 'eventSource')?.split('.')[0]}`,
    account: '111122223333',
    time: '2026-11-23T05:02:11Z',
    region: 'us-east-1',
    resources: [],
    // As it travels: JSON knows no undefined.
    detail: JSON.parse(JSON.stringify(record)),
  };
}

function isRoot(record: JsonObject): boolean {
  return [
    at(record, 'userIdentity', 'type'),
    at(record, 'userIdentity', 'sessionContext', 'sessionIssuer', 'type'),
  ].includes('Root');
}
