import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { shouldOpen } from '../../sandbox/open-browser.ts';
import { destinationOf } from '../../sandbox/slack-tokens.ts';
import { readPort } from '../../sandbox/start-up.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

/** The built program as `npm start` runs it, with what it printed so far. */
function start(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [join(__dirname, '../../dist/sandbox/main.js'), '--no-open'], {
    env: { PATH: process.env.PATH, ROOTGUARD_DATA: `${folder}/data`, ...env },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text));
  return { child, printed: () => printed, ended: exitOf(child) };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('exit', resolve));
}

describe('npm start', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints where it runs, and closes cleanly on %s',
    async (signal) => {
      const { child, printed, ended } = start({ PORT: '0' });
      while (!printed().includes('Ctrl-C')) await new Promise((resolve) => setTimeout(resolve, 20));
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed())?.[0];
      expect((await fetch(`${url}/_sandbox/health`)).status).toBe(200);

      child.kill(signal);
      expect(await ended).toBe(0);
      expect(printed()).not.toMatch(/warning|error/i);
    },
  );

  it('says in one sentence that the port is taken, and the cure', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { printed, ended } = start({ PORT: String(port) });

    expect(await ended).toBe(1);
    expect(printed()).toBe(
      `Port ${port} is taken by another program. Use another one: PORT=${port + 1} npm start\n`,
    );
    other.close();
  });

  it('does not start with half of the tokens', async () => {
    const { printed, ended } = start({ SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: ' ' });

    expect(await ended).toBe(1);
    expect(printed()).toContain('SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are missing');
    expect(printed()).toContain('OAuth & Permissions');
    expect(printed()).not.toContain('xapp-1');
  });
});

describe('the variables of Slack', () => {
  const all = { SLACK_BOT_TOKEN: 'b', SLACK_SIGNING_SECRET: 's', SLACK_APP_TOKEN: 'a' };

  it('lead to the sandbox when none is set, and to the workspace when all are', () => {
    expect(destinationOf({})).toEqual({ kind: 'sandbox' });
    expect(destinationOf(all)).toEqual({ kind: 'real' });
  });

  it.each(Object.keys(all))('name %s when it alone is missing', (name) => {
    expect(destinationOf({ ...all, [name]: '' })).toMatchObject({
      kind: 'incomplete',
      message: expect.stringContaining(`${name} is missing`),
    });
  });
});

describe('PORT', () => {
  it.each([
    [undefined, 3000],
    ['', 3000],
    ['3001', 3001],
    ['0', 0],
  ])('%j means %s', (text, port) => expect(readPort(text)).toBe(port));

  it.each(['abc', '-1', '65536', '3000.5'])('refuses %s', (text) => {
    expect(readPort(text)).toContain('PORT=3001 npm start');
  });
});

describe('the browser', () => {
  const situation = { args: ['node', 'main.js'], env: { DISPLAY: ':0' }, platform: 'linux' as const };

  it('opens where there is a screen', () => {
    expect(shouldOpen(situation)).toBe(true);
    expect(shouldOpen({ ...situation, env: {}, platform: 'darwin' })).toBe(true);
  });

  it('stays closed with --no-open, in CI and without a screen', () => {
    expect(shouldOpen({ ...situation, args: ['node', 'main.js', '--no-open'] })).toBe(false);
    expect(shouldOpen({ ...situation, env: { DISPLAY: ':0', CI: 'true' } })).toBe(false);
    expect(shouldOpen({ ...situation, env: {} })).toBe(false);
  });
});
