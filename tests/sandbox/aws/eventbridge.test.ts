import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { hub, useLocalAws } from './local-aws-fixture.ts';

const fixture = useLocalAws({ ruleName: 'rootguard-root-events' });
let events: EventBridgeClient;
beforeAll(() => {
  events = new EventBridgeClient(fixture.settings);
});
afterAll(() => events.destroy());

const job = {
  EventBusName: 'rootguard',
  Source: 'rootguard.job',
  DetailType: 'redraw',
  Detail: '{"kind":"redraw"}',
};

test.each([
  ['enabled', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'],
  ['disabled', 'DISABLED'],
] as const)('a rule that is %s says so, and still has its target', async (rule, state) => {
  fixture.aws.setAccount(hub, { rule });
  expect(await events.send(new DescribeRuleCommand({ Name: 'rootguard-root-events' }))).toMatchObject({
    State: state,
    EventBusName: 'default',
  });
  const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: 'rootguard-root-events' }));
  expect(Targets).toHaveLength(1);
});

test('a missing rule, another rule and another bus are not found', async () => {
  const notFound = { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 400 } };
  const other = { Name: 'rootguard-root-events', EventBusName: 'other' };
  await expect(events.send(new DescribeRuleCommand(other))).rejects.toMatchObject(notFound);
  await expect(events.send(new DescribeRuleCommand({ Name: 'other' }))).rejects.toMatchObject(notFound);
  fixture.aws.setAccount(hub, { rule: 'missing' });
  await expect(
    events.send(new ListTargetsByRuleCommand({ Rule: 'rootguard-root-events' })),
  ).rejects.toMatchObject(notFound);
});

test('an event is delivered in the envelope that EventBridge puts around it', async () => {
  const Time = new Date('2026-11-23T05:02:30.900Z');
  const answer = await events.send(new PutEventsCommand({ Entries: [{ ...job, Time, Resources: ['a'] }] }));
  expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
  expect(fixture.delivered.at(-1)).toEqual({
    bus: 'rootguard',
    envelope: {
      version: '0',
      id: answer.Entries?.[0]?.EventId,
      'detail-type': 'redraw',
      source: 'rootguard.job',
      account: hub,
      time: '2026-11-23T05:02:30Z',
      region: 'us-east-1',
      resources: ['a'],
      detail: { kind: 'redraw' },
    },
  });
});

test('a bus may be named by its ARN, and is the default bus if it is not named', async () => {
  const arn = `arn:aws:events:us-east-1:${hub}:event-bus/rootguard`;
  const { EventBusName: _none, ...unnamed } = job;
  await events.send(new PutEventsCommand({ Entries: [{ ...job, EventBusName: arn }, unnamed] }));
  expect(fixture.delivered.slice(-2).map(({ bus }) => bus)).toEqual(['rootguard', 'default']);
});

test.each([
  ['a source of AWS', { Source: 'aws.signin' }, 'NotAuthorizedForSourceException'],
  ['no source', { Source: '' }, 'InvalidArgument'],
  ['a detail that is no JSON', { Detail: '{' }, 'MalformedDetail'],
  ['a detail that is no object', { Detail: '[1]' }, 'MalformedDetail'],
])('an entry with %s fails alone', async (_name, change, code) => {
  const before = fixture.delivered.length;
  const answer = await events.send(new PutEventsCommand({ Entries: [{ ...job, ...change }, job] }));
  expect(answer.FailedEntryCount).toBe(1);
  expect(answer.Entries).toEqual([
    expect.objectContaining({ ErrorCode: code }),
    { EventId: expect.any(String) },
  ]);
  expect(fixture.delivered).toHaveLength(before + 1);
});

test.each([
  ['11 entries', Array.from({ length: 11 }, () => job)],
  ['no entries', []],
  ['more than 1 MB', [{ ...job, Detail: JSON.stringify({ text: '가'.repeat(350_000) }) }]],
])('a request with %s is refused as a whole', async (_name, Entries) => {
  const before = fixture.delivered.length;
  await expect(events.send(new PutEventsCommand({ Entries }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  expect(fixture.delivered).toHaveLength(before);
});
