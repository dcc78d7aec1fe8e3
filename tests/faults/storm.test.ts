import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import { rootCall, rootIdentity } from '../../src/core/example-event.ts';
import { type Play, playSchedule, type Result } from './schedule.ts';

const start = Date.parse('2026-11-24T09:00:00Z');

/** As many as the event source mapping starts at most (MaximumConcurrency in template.yaml). */
const concurrency = 5;

test('a thousand calls of one session within a minute are one card, and cost Slack few calls', async () => {
  const result = await playSchedule(
    1,
    storm(1_000, () => '111122223333'),
  );
  expect(result.wrong).toEqual([]);
  expect(result.events).toBe(1_000);
  report('one session', result);
  expect(total(result.calls)).toBeLessThan(250);
});

test('root at work in twenty accounts at once is twenty cards, though Slack takes no more than fifty edits a minute', async () => {
  const result = await playSchedule(
    1,
    storm(120, (index) => String(100_000_000_000 + (index % 20))),
  );
  expect(result.wrong).toEqual([]);
  report('twenty accounts', result);
  expect(result.calls.get('chat.postMessage')).toBeGreaterThanOrEqual(20);
  expect(total(result.calls)).toBeLessThan(5 * 120);
});

/** So many calls, a part of them reads, spread over a minute. */
function storm(events: number, accountOf: (index: number) => string): Play {
  const story = Array.from({ length: events }, (_, index) => {
    const account = accountOf(index);
    const at = Math.floor((index * 60_000) / events);
    const record = rootCall(names[index % names.length] ?? '', 'iam.amazonaws.com', {
      eventID: `event-${index}`,
      eventTime: new Date(start + at).toISOString(),
      readOnly: index % 3 === 0,
      recipientAccountId: account,
      userIdentity: { ...rootIdentity, accountId: account },
    });
    return { at, envelope: { ...exampleEnvelope({ record }), account } };
  });
  return { story, concurrency };
}

const names = ['CreateUser', 'ListUsers', 'PutUserPolicy', 'GetUser', 'AttachUserPolicy', 'CreateRole'];

function total(calls: ReadonlyMap<string, number>): number {
  return [...calls.values()].reduce((sum, n) => sum + n, 0);
}

/** The number that the project is measured by; it stands in the log of every run. */
function report(what: string, { calls, events }: Result): void {
  const each = [...calls].map(([method, n]) => `${method} ${n}`).join(', ');
  process.stdout.write(`calls of Slack for ${events} events, ${what}: ${total(calls)} (${each})\n`);
}
