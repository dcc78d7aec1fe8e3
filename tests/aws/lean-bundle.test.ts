import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { startScriptedServer } from '../support/scripted-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const outfile = join(temporaryFolder(), 'lean.cjs');

/** The alert path's store and secrets, bundled the way that the Lambda functions are. */
const entry = `
  import { leanDynamoCall } from './dynamo-call.ts';
  import { createJsonCall } from './json-call.ts';
  import { managerSecrets } from './manager-secrets.ts';
  import { parameterSecrets } from './parameter-secrets.ts';
  import { createAlertStore } from './alert-store.ts';
  const options = {
    region: 'us-east-1', endpoint: process.argv[2], clock: Date.now, timeoutMs: 2000,
    credentials: () => ({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' }),
  };
  const names = { botTokenParameter: 'a', signingSecretParameter: 'b' };
  const call = createJsonCall({ ...options, service: 'ssm', targetPrefix: 'AmazonSSM', version: '1.1' });
  export const secrets = [parameterSecrets(names, call), managerSecrets(names, call)];
  createAlertStore({ call: leanDynamoCall(options), table: 'rootguard', clock: Date.now }).dropped().then(({ total }) => {
    const loaded = process.moduleLoadList.filter((name) => /undici|NativeModule https$/.test(name));
    console.log(JSON.stringify({ total, loaded }));
  });
`;

const bundle = build({
  stdin: { contents: entry, resolveDir: join(__dirname, '../../src/aws'), loader: 'ts' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  minify: true,
  metafile: true,
  outfile,
});

test("the alert path's store carries no AWS SDK and is small", async () => {
  const { metafile } = await bundle;
  expect(Object.keys(metafile.inputs).filter((file) => file.includes('node_modules'))).toEqual([]);
  const sizes = Object.values(metafile.outputs).map(({ bytes }) => bytes);
  // Only what raising an alert remembers: no checks, sweeps or reports. The SDK's client alone is ten times as large.
  expect(Math.max(...sizes)).toBeLessThan(36_000);
});

test('it works as a bundle, loads neither undici nor https for an http endpoint, and lets the process end', async () => {
  await bundle;
  const server = await startScriptedServer([(response) => response.end('{"Item":{"total":{"N":"3"}}}')]);
  try {
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [outfile, server.endpoint], { timeout: 10_000 });
    expect(JSON.parse(stdout)).toEqual({ total: 3, loaded: [] });
  } finally {
    await server.close();
  }
});
