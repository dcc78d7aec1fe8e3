import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { projectPath } from '../../sandbox/project.ts';
import { type Check, expectThat } from './checks.ts';
import type { World } from './world.ts';

/** `rootguard doctor` against what CloudFormation, Lambda and the others tell of a stack that is really deployed. */
export function doctorChecks(world: World): readonly Check[] {
  const { aws, slack, hub, operator } = world;
  const doctor = async () => {
    const child = spawn(process.execPath, [projectPath('dist/cli/rootguard.js'), 'doctor'], {
      env: {
        PATH: process.env.PATH,
        AWS_ENDPOINT_URL: aws.url,
        AWS_ACCESS_KEY_ID: hub,
        AWS_SECRET_ACCESS_KEY: 'emulated',
        SLACK_API_URL: slack.apiUrl,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return await text(child.stdout);
  };
  return [
    {
      title: 'the doctor finds the stack, its functions, what feeds them, its secrets and its token',
      prove: async () => {
        const said = await doctor();
        for (const part of [
          'ok       Stack: "rootguard" is ',
          'ok       Function rootguard-slack: ',
          'ok       Functions take messages from their queues: ',
          'ok       Secrets: Both are in Parameter Store.',
          'ok       Bot token: ',
          'ok       Scopes: ',
          "ok       The hub's rules lead to its queues: ",
          "ok       The hub's queues take what rules deliver: ",
          "ok       Who may use the members' bus: ",
          'ok       RootGuard can post to Slack: ',
        ])
          expectThat(said.includes(part), part, said);
        expectThat(
          world.secrets.every((secret) => !said.includes(secret)),
          'no secret',
          said,
        );
      },
    },
    {
      title: 'and says which queue nobody empties when a mapping is switched off',
      prove: async () => {
        const switched = (enabled: boolean) => operator.setTaking('rootguard-events', enabled);
        await switched(false);
        try {
          const said = await doctor();
          expectThat(
            /FAULT {4}Functions take messages from their queues: .*rootguard-ingest/.test(said),
            'the queue',
            said,
          );
        } finally {
          await switched(true);
        }
      },
    },
  ];
}
