import { join } from 'node:path';
import { healthyAccount, known } from '../../src/core/example-facts.ts';
import { judgeAccount } from '../../src/flows/check-posture.ts';
import { lastLooks, verdictsOf } from '../../src/flows/last-verdicts.ts';
import { storeOf } from '../support/alert-path.ts';
import { signingSecret as secret, startDeployment } from '../support/deployment.ts';
import { httpApiEvent } from '../support/http-api.ts';
import { startLambdaProcess } from '../support/lambda-process.ts';

const count = 5_000;

/** Stores 5,000 accounts and asks the built door about them; prints what it took as one line of JSON. */
async function main(): Promise<void> {
  process.chdir(join(__dirname, '../..'));
  const deployment = await startDeployment();
  const store = storeOf(deployment);
  const now = deployment.clock.now();
  const ids = Array.from({ length: count }, (_, index) => String(100_000_000_000 + index));
  for (let start = 0; start < count; start += 50)
    await Promise.all(
      ids.slice(start, start + 50).map(async (id, index) => {
        const accessKeys = (start + index) % 100 === 0 ? 1 : 0;
        const rootCredentials = known({
          accessKeys,
          mfaEnabled: true,
          passwordPresent: true,
          signingCertificates: 0,
        });
        const check = { account: id, at: now - 60_000, facts: healthyAccount({ rootCredentials }) };
        await store.saveAccount({
          id,
          name: `team-${start + index}`,
          state: 'active',
          joinedAt: 0,
          rootEmail: 'r***@example.com',
        });
        await store.saveCheck(check);
        await store.saveVerdicts(verdictsOf(check), check.at);
      }),
    );
  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const env = { ...deployment.env, ROOTGUARD_ORGANIZATION: 'o-exampleorgid' };
  const ask = async (body: string, contentType: string) => {
    const door = await startLambdaProcess(process.execPath, 'slack', env);
    const send = () => timed(() => door.invoke(httpApiEvent({ body, secret, contentType })));
    const took = { cold: await send(), warm: await send() };
    await door.stop();
    return took;
  };
  const form = new URLSearchParams({
    command: '/rootguard',
    text: 'status',
    team_id: 'T0ACME',
    user_id: 'U0LEE',
    channel_id: 'C0ALERTS',
    trigger_id: '1.2.abc',
    response_url: `${new URL(deployment.env.SLACK_API_URL ?? '').origin}/not-there`,
  });
  const event = { type: 'app_home_opened', user: 'U0LEE', channel: 'D0LEE', tab: 'home' };
  const status = await ask(form.toString(), 'application/x-www-form-urlencoded');
  const home = await ask(
    JSON.stringify({ type: 'event_callback', team_id: 'T0ACME', event }),
    'application/json',
  );
  const shown = deployment.slack.home('U0LEE');
  if (shown === undefined || !JSON.stringify(shown.blocks).includes('5000'))
    throw new Error('Home was not drawn.');
  const factsMs = await timed(async () => (await store.lastChecks()).map((check) => judgeAccount(check)));
  const verdictsMs = await timed(() => lastLooks(store, ids));
  console.log(JSON.stringify({ accounts: count, status, home, factsMs, verdictsMs }));
  await deployment.close();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
