/** `npm run test:deploy`: deploys RootGuard into a local AWS and drives it from outside. Ends with `N passed, N failed`. */
import { alertChecks } from './alerts.ts';
import { badInputChecks } from './bad-input.ts';
import { canaryChecks } from './canary.ts';
import { type Check, proveAll } from './checks.ts';
import { choiceChecks } from './choices.ts';
import { cleanupChecks } from './cleanup.ts';
import { conversationChecks } from './conversations.ts';
import { doctorChecks } from './doctor.ts';
import { doorChecks } from './door.ts';
import { failureChecks } from './failures.ts';
import { ladderChecks } from './ladder.ts';
import { memberChecks } from './members.ts';
import { ownRegionChecks } from './own-regions.ts';
import { stackChecks } from './stacks.ts';
import { createWorld, type World } from './world.ts';

const opened: (() => unknown)[] = [];

process.on('SIGINT', () => void stop(130));
process.on('SIGTERM', () => void stop(143));
// Rejections that nobody waits for come here, too.
process.on('uncaughtException', (error) => {
  console.error(error);
  void stop(1);
});
void main();

async function main(): Promise<void> {
  try {
    const world = await createWorld(opened);
    const { failed, passed } = await proveAll(checksOf(world), () => stopping !== undefined);
    if (stopping !== undefined) return;
    if (failed > 0) console.log(`\nThe end of MiniStack's log:\n${world.aws.log().slice(-6_000)}\n`);
    console.log(`${passed} passed, ${failed} failed`);
    await stop(failed === 0 ? 0 : 1);
  } catch (error) {
    console.log(`not ok starting: ${error instanceof Error ? error.message : String(error)}`);
    console.log('0 passed, 1 failed');
    await stop(1);
  }
}

function checksOf(world: World): readonly Check[] {
  return [
    ...stackChecks(world),
    ...memberChecks(world),
    ...alertChecks(world),
    ...ownRegionChecks(world),
    ...conversationChecks(world),
    ...doorChecks(world),
    ...canaryChecks(world),
    ...doctorChecks(world),
    ...failureChecks(world),
    ...ladderChecks(world),
    ...choiceChecks(world),
    ...badInputChecks(world),
    ...(process.platform === 'linux' ? cleanupChecks(opened) : []),
  ];
}

let stopping: Promise<never> | undefined;

/** Ends what was started, the last first, and the process. Once: a terminal's Ctrl-C may come twice, by way of the parent. */
function stop(code: number): Promise<never> {
  stopping ??= cleanUp(code);
  return stopping;
}

async function cleanUp(code: number): Promise<never> {
  for (const step of opened.splice(0).reverse()) {
    try {
      await step();
    } catch (error) {
      console.error(error);
    }
  }
  process.exit(code);
}
