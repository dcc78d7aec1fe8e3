import { join } from 'node:path';
import { exampleEnvelope } from '../src/core/example-envelope.ts';
import { rootSignIn } from '../src/core/example-event.ts';
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
const notRoot = examples.filter(
  (example) => example.raises === 'nothing' && !isRoot(exampleEnvelope(example)),
);

describe('what a detection tells of reaches it', () => {
  test.each(raising.map((example) => [example.title, exampleEnvelope(example)] as const))(
    '%s',
    (_, event) => {
      expect(passing(event)).toEqual(['rootguard-root-events']);
    },
  );

  test("whichever way AWS spells a sign-in's detail-type", () => {
    const signIn = exampleEnvelope({ record: rootSignIn() });
    for (const spelling of ['AWS Console Sign In via CloudTrail', 'AWS Console Signin via CloudTrail']) {
      expect(passing({ ...signIn, 'detail-type': spelling })).toEqual(['rootguard-root-events']);
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

  test.each(notRoot.map((example) => [example.title, exampleEnvelope(example)] as const))(
    '%s',
    (_, event) => {
      expect(passing(event)).toEqual([]);
    },
  );

  test('an event that somebody put onto the bus to look like root', () => {
    const forged = { ...exampleEnvelope({ record: rootSignIn() }), source: 'com.example.app' };
    expect(passing(forged)).toEqual([]);
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

function isRoot(event: JsonObject): boolean {
  return [
    at(event, 'detail', 'userIdentity', 'type'),
    at(event, 'detail', 'userIdentity', 'sessionContext', 'sessionIssuer', 'type'),
  ].includes('Root');
}
