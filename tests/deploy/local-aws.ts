import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectPath } from '../../sandbox/project.ts';
import { asObject, type JsonObject } from '../../src/core/json.ts';

/** MiniStack, running. */
export interface LocalAws {
  readonly url: string;
  /** An event of AWS itself, as its envelope says: onto the default bus of its account and Region. */
  emit(envelope: JsonObject): Promise<void>;
  /** What `sam deploy` would do. Resolves to the stack's outputs, or to the sentence with which AWS refused. */
  deploy(request: DeployRequest): Promise<Deployed>;
  /** Everything that MiniStack has said, the functions' lines included. */
  log(): string;
  close(): Promise<void>;
}

export interface DeployRequest {
  readonly account: string;
  readonly region: string;
  readonly stack: string;
  /** A file of the project's folder. */
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export type Deployed = { readonly outputs: Readonly<Record<string, string>> } | { readonly refused: string };

/**
 * Starts MiniStack on a free port, with IAM's policies enforced. Its functions run under NODE24 where that is set, else under
 * this Node, and find Slack at `slackApiUrl`. Rejects, with the end of its log, if it is not ready within 30 s.
 */
export async function startLocalAws(options: {
  readonly hub: string;
  /** The accounts of the organization `o-a1b2c3d4e5`. */
  readonly organization: readonly string[];
  readonly slackApiUrl: string;
  /** A folder of its own for the log and everything temporary. */
  readonly folder: string;
}): Promise<LocalAws> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(options.folder, 'ministack.log');
  const log = () => readFileSync(logFile, 'utf8');
  const output = openSync(logFile, 'a');
  const child = spawn(python, [projectPath('tests/deploy/aws.py')], {
    cwd: options.folder,
    stdio: ['ignore', output, output],
    env: { ...cleanEnvironment(), ...settings(options, port) },
  });
  const ended = once(child, 'exit');
  // Whatever ends this process, MiniStack does not outlive it.
  process.once('exit', () => child.kill());
  const closing = new AbortController();
  const close = async () => {
    closing.abort();
    // SIGTERM lets it end its functions' processes; one that does not go is stopped.
    const stop = setTimeout(() => child.kill('SIGKILL'), 5_000);
    if (child.exitCode === null && child.signalCode === null && child.kill()) await ended;
    clearTimeout(stop);
  };

  for (let tries = 0; tries < 150 && child.exitCode === null; tries += 1) {
    const health = await fetch(`${url}/_ministack/health`).catch(() => undefined);
    if (health?.ok)
      return {
        url,
        log,
        close,
        emit: (envelope) => emit(url, envelope),
        deploy: deployer(url, closing.signal),
      };
    await sleep(200);
  }
  await close();
  throw new Error(`MiniStack did not get ready. The end of its log: ${log().slice(-2_000)}`);
}

const python = projectPath('.cache/venv/bin/python');

/** Without the settings of somebody's own AWS, which must not lead a test to it, and past any proxy. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS|SLACK|ROOTGUARD)_/.test(name));
  return { ...Object.fromEntries(kept), NO_PROXY: 'localhost,127.0.0.1', no_proxy: 'localhost,127.0.0.1' };
}

function settings(options: Parameters<typeof startLocalAws>[0], port: number) {
  return {
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    MINISTACK_HOST: 'localhost',
    MINISTACK_ACCOUNT_ID: options.hub,
    ORGANIZATION: ['o-a1b2c3d4e5', ...options.organization].join(),
    // A function gets the credentials of its role, and may do what that role allows.
    AUTH: 'true',
    TMPDIR: options.folder,
    // Functions inherit it: where Slack is, is no setting of the stack's.
    SLACK_API_URL: options.slackApiUrl,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // Lambda's runtime has the SDK, for functions that bring nothing.
    NODE_PATH: projectPath('node_modules'),
    PYTHONUNBUFFERED: '1',
    // MiniStack starts functions with the first `node` on the path.
    PATH: [dirname(process.env.NODE24 || process.execPath), process.env.PATH].join(delimiter),
  };
}

async function emit(url: string, envelope: JsonObject): Promise<void> {
  const { status } = await fetch(`${url}/_aws/emits`, { method: 'POST', body: JSON.stringify(envelope) });
  if (status !== 204) throw new Error(`The event could not be emitted: HTTP ${status}.`);
}

/** No deployment outlives the local AWS, and none begins after it. */
function deployer(endpoint: string, signal: AbortSignal): LocalAws['deploy'] {
  return async (request) => {
    const child = spawn(python, [projectPath('tests/deploy/deploy.py')], {
      env: cleanEnvironment(),
      stdio: ['pipe', 'pipe', 'pipe'],
      signal,
    });
    // What it could not say or take shows in its answer.
    child.on('error', () => undefined);
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify({ ...request, endpoint, template: projectPath(request.template) }));
    const [answer, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (answer === '') throw new Error(`The deployment broke: ${errors.slice(-1_000)}`);
    const deployed = asObject(JSON.parse(answer));
    if (deployed === undefined) throw new Error(`The deployment answered ${answer.slice(0, 200)}`);
    return deployed as Deployed;
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
