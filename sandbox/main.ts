/** `npm start`: RootGuard in the sandbox, or in a real workspace when all three of Slack's variables are set. */
import { resolve } from 'node:path';
import type { LogLine } from './logs.ts';
import { openBrowser, shouldOpen } from './open-browser.ts';
import { projectPath } from './project.ts';
import { destinationOf } from './slack-tokens.ts';
import { explainedFailure, readPort } from './start-up.ts';

// The SDK announces the end of its Node 20 support on every start; package.json says what RootGuard supports.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** On Lambda a failed message rests for 10 s and more; somebody who tries things out should not have to wait. */
const retryMs = 2_000;

void main();

async function main(): Promise<void> {
  const destination = destinationOf(process.env);
  if (destination.kind === 'incomplete') return giveUp(destination.message);
  // Both are loaded only when they are wanted: the sandbox brings a database along, the real thing a WebSocket.
  if (destination.kind === 'real') return await runReal();
  await runSandbox();
}

async function runReal(): Promise<void> {
  try {
    const { runRealWorkspace } = await import('./real-workspace.ts');
    closeOnSignals(await runRealWorkspace());
  } catch (error) {
    // An open socket must not keep a half-started RootGuard alive.
    giveUp(explainedFailure(error, 0));
    process.exit();
  }
}

async function runSandbox(): Promise<void> {
  const port = readPort(process.env.PORT);
  if (typeof port === 'string') return giveUp(port);
  const dataFolder = resolve(process.env.ROOTGUARD_DATA || projectPath('.rootguard'));
  try {
    const { startSandbox } = await import('./sandbox.ts');
    const sandbox = await startSandbox({
      port,
      dataFolder,
      retryMs,
      // To be played with; in AWS both are off until the stack is told.
      rootAudit: true,
      emailDomains: 'example.com',
      onLine: printTrouble,
    });
    closeOnSignals(sandbox);
    console.log(welcome(sandbox.url));
    const situation = { args: process.argv, env: process.env, platform: process.platform };
    if (shouldOpen(situation)) openBrowser(sandbox.url);
  } catch (error) {
    giveUp(explainedFailure(error, port));
  }
}

function welcome(url: string): string {
  return `
  RootGuard runs in its sandbox: ${url}

  Try this there:
    1. Fire "Root signed in without MFA" in the AWS panel, and read the card.
    2. Press Acknowledge.
    3. Type /rootguard status

  Stop it with Ctrl-C.
`;
}

/** Ctrl-C, and what process managers send. A second Ctrl-C does not wait. */
function closeOnSignals(running: { close(): Promise<void> }): void {
  let closing = false;
  const close = async () => {
    if (closing) process.exit(130);
    closing = true;
    await running.close();
    process.exit(0);
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
}

/** The rest is at /_sandbox/logs. */
function printTrouble({ level, source, text }: LogLine): void {
  if (level === 'warn' || level === 'error') console.error(`${source}: ${text}`);
}

function giveUp(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
