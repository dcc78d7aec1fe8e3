import { type Check, expectThat } from './checks.ts';
import type { Deployed } from './local-aws.ts';
import type { World } from './world.ts';

/** Both templates deploy, and the hub's deploys again over itself, as an upgrade does. */
export function stackChecks(world: World): readonly Check[] {
  return [
    {
      title: 'template.yaml deploys, as the hub',
      prove: async () => isDeployed(world.hubStack),
    },
    {
      title: 'member.yaml deploys into another account, once its check has found the hub',
      prove: async () => isDeployed(world.memberStack),
    },
    {
      // MiniStack has no trails in templates (deploy.py leaves it out); the bucket with its policy is real.
      title: 'the hub deploys again over itself, as an upgrade does, with the bucket of the optional trail',
      prove: async () => isDeployed(await world.redeploy({ CreateTrail: 'yes' })),
    },
  ];
}

export function isDeployed(stack: Deployed): void {
  expectThat('outputs' in stack, 'a stack', stack);
}
