import { type Deployment, signingSecret, startDeployment } from '../support/deployment.ts';
import { wireEvent } from '../support/http-api.ts';
import { type LambdaProcess, nodes, startLambdaProcess } from '../support/lambda-process.ts';
import { useSandbox } from '../support/sandbox.ts';
import { doorMatrix } from './door-matrix.ts';
import { onTheWire, send, type WireRequest } from './matrix-request.ts';

const [command, ...rest] = doorMatrix;
if (command === undefined) throw new Error('The matrix is empty.');
const all = [command, ...rest];

test('the matrix is as wide as promised', () => {
  expect(all.length).toBeGreaterThanOrEqual(38);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

describe.each(nodes)('the built Slack door by itself on %s', (_, node) => {
  let deployment: Deployment;
  let door: LambdaProcess;

  beforeAll(async () => {
    deployment = await startDeployment();
    door = await startLambdaProcess(node, 'slack', deployment.env);
  });
  afterAll(async () => {
    await door.stop();
    await deployment.close();
  });

  const ask = async (request: WireRequest, base64: boolean) => {
    const answer = (await door.invoke(wireEvent(request, base64))) as { readonly statusCode: number };
    return answer.statusCode;
  };
  /** Reading the secrets is no act: the door does it for itself, and not at will. */
  const acts = () => [
    deployment.slack.calls.length,
    deployment.aws.calls.filter(({ service }) => service !== 'ssm').length,
  ];

  test.each(all)('$name: $bundle', async (request) => {
    const wire = onTheWire(request, signingSecret, Date.now());
    const before = acts();
    expect(await ask(wire, true)).toBe(request.bundle);
    // API Gateway hands on as plain text only what is text; and what is slow is slow either way.
    if (typeof request.body === 'string' && request.slow !== true) {
      expect(await ask(wire, false)).toBe(request.bundle);
    }
    if (!request.genuine) expect(acts()).toEqual(before);
  });

  test('and after all of that it still answers', async () => {
    expect(await ask(onTheWire(command, signingSecret, Date.now()), false)).toBe(200);
  });

  test('it has read its secrets twice at most in half a minute, whatever was forged', () => {
    expect(deployment.aws.calls.filter(({ service }) => service === 'ssm')).toHaveLength(2);
  });
});

describe("the door behind the sandbox's gateway", () => {
  const sandbox = useSandbox();
  const ask = (request: WireRequest) => send(sandbox().url, request);
  const acts = () => [sandbox().slack.calls.length, sandbox().aws.calls.length];

  test.each(all)('$name: $gateway', async (request) => {
    const before = acts();
    expect(await ask(onTheWire(request, 'sandbox-signing-secret', sandbox().clock.now()))).toBe(
      request.gateway,
    );
    if (!request.genuine) expect(acts()).toEqual(before);
  });

  test('and after all of that it still answers', async () => {
    expect(await ask(onTheWire(command, 'sandbox-signing-secret', sandbox().clock.now()))).toBe(200);
  });
});
