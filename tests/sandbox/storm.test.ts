import { rootCall, rootIdentity } from '../../src/core/example-event.ts';
import { useSandbox } from '../support/sandbox.ts';
import { envelopeOf } from '../support/sqs.ts';

// How many edits a storm takes is a question of how long they really take: nothing is skipped.
const sandbox = useSandbox({ skipWaits: false });

const names = ['CreateUser', 'CreateRole', 'ListUsers', 'PutRolePolicy', 'ListRoles'];

/** A root session of 1,000 calls within a minute, every fifth of them delivered twice. */
function storm() {
  // Five seconds past a full minute, so that the thread has more than one call of every kind in each of its two.
  const began = Math.floor(Date.now() / 60_000) * 60_000 - 55_000;
  const events = Array.from({ length: 1_000 }, (_, index) =>
    envelopeOf(rootCall(names[index % names.length] ?? '', 'iam.amazonaws.com'), {
      eventTime: new Date(began + index * 60).toISOString(),
      readOnly: names[index % names.length]?.startsWith('List') ?? false,
      userIdentity: {
        ...rootIdentity,
        accessKeyId: 'ASIASTORMEXAMPLE0000',
        sessionContext: { attributes: { creationDate: new Date(began).toISOString() } },
      },
    }),
  );
  return events.flatMap((event, index) => (index % 5 === 0 ? [event, event] : [event]));
}

test('a storm of 1,000 events is one card with the right totals, edited once a second at most', async () => {
  const { slack, send, ingest } = sandbox();
  await send(...storm());
  const messages = slack.messages('C0ALERTS');
  expect(messages.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^High: Root session in acme-prod: 1? ?.+, 600 writes, 400 read-only calls/),
  ]);
  expect(ingest.deadLetters).toEqual([]);

  const writes = slack.calls.filter(({ method }) => /^chat\.(update|postMessage)$/.test(method));
  const gaps = writes.slice(1).map(({ at }, index) => at - (writes[index]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(950);
  expect(slack.calls.length).toBeLessThan(60);

  const replies = slack.messages('C0ALERTS', messages[0]?.ts).filter(({ ts }) => ts !== messages[0]?.ts);
  const told = JSON.stringify(replies).match(/×(\d+)/g) ?? [];
  expect(told.reduce((sum, each) => sum + Number(each.slice(1)), 0)).toBe(1_000);
});
