import { textAt } from '../../src/core/json.ts';
import { type Check, expectThat } from './checks.ts';
import type { Deployed } from './local-aws.ts';
import { isDeployed } from './stacks.ts';
import type { World } from './world.ts';

/** Wrong parameters: each is refused before anything runs, or at the first call of a function, with what to do. */
export function badInputChecks({ aws, redeploy, operator, hub }: World): readonly Check[] {
  return [
    {
      title: 'without a channel there is no stack, and AWS names the parameter',
      prove: async () => {
        const request = { account: hub, region: 'us-east-1', stack: 'other', template: 'template.yaml' };
        refusedWith(/AlertChannel/, await aws.deploy({ ...request, parameters: {} }));
      },
    },
    {
      title: "a channel's name instead of its id is refused with what is right",
      prove: async () =>
        refusedWith(
          /must be the id of a Slack channel, such as C0123456789/,
          await redeploy({ AlertChannel: '#aws-root' }),
        ),
    },
    {
      title: 'another Region is refused with the right one',
      prove: async () =>
        refusedWith(/us-east-1.*Deploy with --region us-east-1/, await redeploy({}, 'eu-west-1', 'other')),
    },
    {
      title: 'a second channel that is the first is refused',
      prove: async () =>
        refusedWith(
          /FallbackChannel is AlertChannel itself/,
          await redeploy({ FallbackChannel: 'C0123456789', AlertChannel: 'C0123456789' }),
        ),
    },
    {
      title: 'a secret that does not exist fails the first call, with the command that makes it',
      prove: async () => {
        const deployed = await redeploy({ SecretPath: '/rootguard/nothing' });
        isDeployed(deployed);
        for (const name of ['events', 'worker']) {
          const answer = await operator.invoke(`rootguard-${name}`, { Records: [] });
          const said = textAt(answer, 'errorMessage') ?? '';
          expectThat(
            /\/rootguard\/nothing\/bot-token is missing\. Create it .*aws ssm put-parameter/.test(said),
            'which parameter is missing and how to create it',
            answer,
          );
        }
      },
    },
  ];
}

export function refusedWith(sentence: RegExp, deployed: Deployed): void {
  expectThat(
    'refused' in deployed && sentence.test(deployed.refused),
    `a refusal like ${sentence}`,
    deployed,
  );
}
