import type { SimulatedAccount } from './aws/accounts.ts';
import type { WorkspaceSeed } from './slack/types.ts';

/** The bot itself, as a member of channels. */
const bot = 'U0ROOTGUARD';

/** The people of the sandbox: Kim and Lee may act (they are in @root-responders), Sam may only look. */
const people = ['U0KIM', 'U0LEE', 'U0SAM'] as const;

/** The channel that alerts go to, and the default of every call of the control door. */
export const alertsChannel = 'C0ALERTS';

/** The second rung of the delivery ladder. */
export const fallbackChannel = 'C0FALLBACK';

/** The third rung: an SNS topic of the hub's, and who subscribed to it. */
export const fallbackTopic = { name: 'rootguard-alerts', subscribers: ['security@example.com'] } as const;

/** The user group whose members may act. */
export const respondersGroup = 'S0RESPONDERS';

/** The Slack workspace that the sandbox starts with. */
export const workspaceSeed: WorkspaceSeed = {
  team: { id: 'T0ACME', name: 'Acme', domain: 'acme' },
  app: { id: 'A0ROOTGUARD', name: 'RootGuard' },
  bot: { id: 'B0ROOTGUARD', userId: bot, name: 'rootguard' },
  users: [
    {
      id: 'U0KIM',
      name: 'kim',
      realName: 'Kim Minji',
      displayName: 'Kim',
      locale: 'ko-KR',
      tz: 'Asia/Seoul',
    },
    {
      id: 'U0LEE',
      name: 'lee',
      realName: 'Lee Carter',
      displayName: 'Lee',
      locale: 'en-US',
      tz: 'America/New_York',
    },
    {
      id: 'U0SAM',
      name: 'sam',
      realName: 'Sam Rivera',
      displayName: 'Sam',
      locale: 'en-US',
      tz: 'America/Los_Angeles',
    },
  ],
  channels: [
    { id: alertsChannel, name: 'aws-root', members: [bot, ...people] },
    { id: fallbackChannel, name: 'security', members: [bot, ...people] },
  ],
  usergroups: [{ id: respondersGroup, handle: 'root-responders', users: ['U0KIM', 'U0LEE'] }],
};

/** The account that RootGuard itself runs in. */
export const hubAccount = '111122223333';

/** The AWS accounts that the sandbox starts with. */
export const accountSeed: readonly SimulatedAccount[] = [
  { id: hubAccount, name: 'acme-prod' },
  { id: '444455556666', name: 'acme-dev' },
];
