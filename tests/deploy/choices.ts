import { alertsChannel } from '../../sandbox/seed.ts';
import { signIn } from './alerts.ts';
import { refusedWith } from './bad-input.ts';
import { type Check, until } from './checks.ts';
import { tellsOwnRegion } from './own-regions.ts';
import { isDeployed } from './stacks.ts';
import { putManagedSecrets, type World } from './world.ts';

/** Other parameters than those of the world: the stack is deployed over itself, and must go on telling Slack. */
export function choiceChecks(world: World): readonly Check[] {
  const { aws, slack, operator, hub, redeploy, deployMember } = world;
  return [
    {
      title: 'with the secrets in Secrets Manager a root sign-in is told, and the roles may read it there',
      prove: async () => {
        const SecretPath = '/rootguard/managed';
        await putManagedSecrets(operator, SecretPath);
        isDeployed(await redeploy({ SecretStore: 'secretsmanager', SecretPath }));
        await tells();
      },
    },
    {
      title:
        'for one account a channel and the path of the secrets are enough: root is told, of all its Regions',
      prove: async () => {
        const parameters = { AlertChannel: alertsChannel, SecretPath: '/rootguard/slack' };
        const request = { account: hub, region: 'us-east-1', stack: 'rootguard', template: 'template.yaml' };
        isDeployed(await aws.deploy({ ...request, parameters }));
        await tells();
        await tellsOwnRegion(world);
      },
    },
    {
      title:
        'a hub for one account is no hub for a member, which fails and says that OrganizationId is missing',
      prove: async () => {
        await deployMember({ HubCheck: 'skip' });
        refusedWith(/in us-east-1, with OrganizationId/, await deployMember());
      },
    },
  ];

  /** In a card of its own, or on that of a sign-in before it. */
  async function tells(): Promise<void> {
    const before = slack.calls.length;
    await aws.emit(signIn(hub));
    await until(
      'a card that was posted or drawn again',
      () =>
        slack.calls.slice(before).find(({ method, ok }) => ok && /^chat\.(postMessage|update)$/.test(method)),
      45,
    );
  }
}
