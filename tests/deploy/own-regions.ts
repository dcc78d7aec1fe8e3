import { happeningNow } from '../../src/core/example-envelope.ts';
import { rootCall } from '../../src/core/example-event.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { refusedWith } from './bad-input.ts';
import { type Check, expectThat, until } from './checks.ts';
import { isDeployed } from './stacks.ts';
import type { World } from './world.ts';

const elsewhere = 'eu-west-1';

/** The hub's own account in its other Regions: member.yaml forwards from there, by the role of the hub's stack. */
export function ownRegionChecks(world: World): readonly Check[] {
  const { deployMember, hub } = world;
  return [
    {
      title: "member.yaml deploys into another Region of the hub's own account, and not where the hub is",
      prove: async () => {
        refusedWith(/In us-east-1 the hub needs no member\.yaml/, await deployMember({}, hub));
        isDeployed(await deployMember({}, hub, elsewhere));
      },
    },
    {
      title: "what root does in another Region of the hub's own account is told",
      prove: () => tellsOwnRegion(world),
    },
  ];
}

/** What root does in another Region of the hub's account arrives in the hub's queue, and is told in Slack. */
export async function tellsOwnRegion({ aws, slack, operator, hub }: World): Promise<void> {
  // Nobody takes anything out meanwhile, so that it can be counted.
  await operator.setTaking('rootguard-events', false);
  let before = 0;
  try {
    await aws.emit(stopLogging(hub));
    const waiting = await operator.waiting('rootguard-ingest');
    // The rule for root's deeds and the one for whoever blinds the guard both speak of it.
    expectThat(waiting === 2, 'the call, by two rules', `${waiting} messages`);
    before = slack.calls.length;
  } finally {
    await operator.setTaking('rootguard-events', true);
  }
  await until(
    'a card that was posted or drawn again, and an empty queue',
    async () => {
      const drawn = slack.calls
        .slice(before)
        .some(({ method, ok }) => ok && /^chat\.(postMessage|update)$/.test(method));
      return drawn && (await operator.waiting('rootguard-ingest')) === 0 ? true : undefined;
    },
    60,
  );
}

/** Root stops a trail of that Region. */
function stopLogging(account: string): JsonObject {
  const record = rootCall('StopLogging', 'cloudtrail.amazonaws.com', {
    awsRegion: elsewhere,
    requestParameters: { name: `arn:aws:cloudtrail:${elsewhere}:111122223333:trail/regional` },
  });
  return happeningNow({ record }, account, Date.now());
}
