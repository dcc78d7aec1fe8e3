import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DynamoCall, leanDynamoCall } from '../../src/aws/dynamo-call.ts';
import { sdkDynamoCall } from '../../src/aws/sdk-dynamo-call.ts';
import { createStore } from '../../src/aws/store.ts';
import { withCard } from '../../src/core/pen.ts';
import { type Dynalite, exampleCredentials, startDynalite } from '../support/dynalite.ts';
import { incidentOf } from '../support/incidents.ts';
import { type ScriptedServer, type Step, startScriptedServer } from '../support/scripted-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** DynamoDB does what it is asked, but its first answer to each kind of write is a 500. */
const folder = temporaryFolder();
let database: Dynalite;
let unreliable: ScriptedServer;
let lost: Set<string>;

beforeAll(async () => {
  database = await startDynalite(folder);
  unreliable = await startScriptedServer([forward]);
});
beforeEach(() => {
  lost = new Set();
});
afterAll(async () => {
  await unreliable.close();
  await database.close();
});

const region = 'us-east-1';
const transports: readonly (readonly [string, () => DynamoCall])[] = [
  [
    'its own transport',
    () =>
      leanDynamoCall({
        region,
        endpoint: unreliable.endpoint,
        credentials: () => exampleCredentials,
        clock: Date.now,
        timeoutMs: 2_000,
      }),
  ],
  [
    'the AWS SDK',
    () =>
      sdkDynamoCall(
        new DynamoDBClient({ region, endpoint: unreliable.endpoint, credentials: exampleCredentials }),
      ),
  ],
];

test.each(transports)(
  'a write whose answer was lost is neither lost nor done twice (%s)',
  async (name, call) => {
    const store = createStore({ call: call(), table: database.table, clock: Date.now });
    const incident = incidentOf(transports.findIndex(([other]) => other === name));
    expect(await store.open(incident)).toEqual({ incident, created: true });

    const card = { channel: 'C0ALERTS', ts: '1.2', announced: 'critical' } as const;
    const next = withCard(incident, { card, replies: [] }, 1, incident.openedAt + 1);
    expect(await store.replace(next)).toBe(true);
    expect(await store.get(incident.id)).toEqual(next);

    lost.clear();
    const { total } = await store.dropped();
    await store.countDropped({ reason: 'no-detail', id: 'event-1', at: 1 });
    expect((await store.dropped()).total).toBe(total + 1);
    expect([...lost]).toEqual(['DynamoDB_20120810.UpdateItem']);
  },
);

function forward(...[response, { headers, body }]: Parameters<Step>): void {
  const target = String(headers['x-amz-target']);
  const names = ['content-type', 'x-amz-target', 'x-amz-date', 'authorization'];
  const kept = Object.fromEntries(names.map((name) => [name, String(headers[name])]));
  void fetch(database.endpoint, { method: 'POST', headers: kept, body }).then(async (answered) => {
    const isLost = answered.ok && /PutItem|UpdateItem/.test(target) && !lost.has(target);
    if (isLost) lost.add(target);
    response.writeHead(isLost ? 500 : answered.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(isLost ? '{"__type":"InternalServerError"}' : await answered.text());
  });
}
