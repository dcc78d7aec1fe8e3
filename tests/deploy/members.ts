import { textAt } from '../../src/core/json.ts';
import { signIn } from './alerts.ts';
import { refusedWith } from './bad-input.ts';
import { type Check, expectThat } from './checks.ts';
import { operatorOf } from './operator.ts';
import { isDeployed } from './stacks.ts';
import type { World } from './world.ts';

const noHub =
  /Account 111122223333 has no RootGuard hub for the organization of this account. First deploy template.yaml there, in us-east-1, with OrganizationId/;
/** An account of another organization. */
const stranger = '777788889999';

/** Members whose hub is not there, or not theirs: each fails while it is deployed, and its stack's events say what to do. */
export function memberChecks(world: World): readonly Check[] {
  const { aws, earlyMember, deployMember, member, memberOperator, hub } = world;
  return [
    {
      title: 'a member before its hub fails, and says to deploy the hub first',
      prove: async () => refusedWith(noHub, earlyMember),
    },
    {
      title: 'a member of another organization fails, and says so',
      prove: async () => refusedWith(noHub, await deployMember({}, stranger)),
    },
    {
      title: 'a wrong HubAccountId fails the update, and the member goes on with the hub that it had',
      prove: async () => {
        refusedWith(
          /Account 777788889999 has no RootGuard hub/,
          await deployMember({ HubAccountId: stranger }),
        );
        const { Targets } = await memberOperator.events('ListTargetsByRule', {
          Rule: 'rootguard-root-events',
        });
        const bus = `arn:aws:events:us-east-1:${hub}:event-bus/rootguard`;
        const [target] = Array.isArray(Targets) ? Targets : [];
        expectThat(textAt(target, 'Arn') === bus, bus, Targets);
      },
    },
    {
      title: 'a member without HubAccountId is no stack, and AWS names the parameter',
      prove: async () => refusedWith(/HubAccountId/, await deployMember({ HubAccountId: '' })),
    },
    {
      title: 'a member deploys into a second Region, and not where us-east-1 was not the first',
      prove: async () => {
        isDeployed(await deployMember({}, member, 'eu-west-1'));
        refusedWith(
          /no role rootguard-forward. Deploy member.yaml in us-east-1 first/,
          await deployMember({}, stranger, 'eu-west-1'),
        );
      },
    },
    {
      title: 'what an account of another organization forwards all the same is not let in, and stays there',
      prove: async () => {
        isDeployed(await deployMember({ HubCheck: 'skip' }, stranger));
        await aws.emit(signIn(stranger));
        const kept = await operatorOf(stranger, aws.url).waiting('rootguard-forward-dlq');
        expectThat(kept === 1, 'the sign-in', `${kept} messages`);
      },
    },
  ];
}
