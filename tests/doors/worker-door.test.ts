import { type Deployment, startDeployment } from '../support/deployment.ts';
import { type LambdaProcess, nodes, startLambdaProcess } from '../support/lambda-process.ts';
import { sqsEvent } from '../support/sqs.ts';

describe.each(nodes)('the built worker door on %s', (_, node) => {
  let deployment: Deployment;
  let door: LambdaProcess;

  beforeAll(async () => {
    deployment = await startDeployment();
    door = await startLambdaProcess(node, 'worker', deployment.env);
  });
  afterAll(async () => {
    await door.stop();
    await deployment.close();
  });

  const job = (detail: object, source = 'rootguard.job') => ({
    version: '0',
    id: '1',
    source,
    'detail-type': 'command',
    account: '111122223333',
    detail,
  });

  test('checks the accounts with the real SDK and sends the answer to where the question came from', async () => {
    deployment.aws.setAccount('444455556666', { rootMfa: 'none', rootAccessKeys: 1, trail: 'stopped' });
    const answers = await listen();
    const detail = {
      kind: 'command',
      word: 'check',
      args: '',
      user: 'U0LEE',
      name: 'Lee',
      locale: 'en',
      responseUrl: `${answers.url}/commands/1`,
    };
    const process = await startLambdaProcess(node, 'worker', {
      ...deployment.env,
      SLACK_API_URL: `${answers.url}/api/`,
    });
    expect(await process.invoke(sqsEvent(job(detail)))).toEqual({ batchItemFailures: [] });
    await process.stop();
    await answers.close();

    const [answer] = answers.bodies;
    expect(answer).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringMatching(/^Checked 2 accounts: 1 needs work/),
    });
    const text = JSON.stringify(answer);
    expect(text.indexOf('acme-dev')).toBeLessThan(text.indexOf('acme-prod'));
    expect(text).toContain('Fails: *Root access keys*');
    expect(text).toContain('Fails: *Root MFA*');
    expect(text).toContain('Fails: *CloudTrail is logging*');
  });

  test.each([
    ['no job at all', 'hello'],
    ["somebody else's event", job({ kind: 'redraw', incident: 'RG-1' }, 'aws.iam')],
    ['a job of a kind that does not exist', job({ kind: 'delete-everything' })],
    [
      'a word that is not for the worker',
      job({ kind: 'command', word: 'status', user: 'U0KIM', responseUrl: 'https://hooks.slack.com/x' }),
    ],
    [
      'an answer to a host that is not Slack',
      job({
        kind: 'command',
        word: 'check',
        args: 'nowhere',
        user: 'U0KIM',
        responseUrl: 'https://example.com/steal',
      }),
    ],
  ])('hands %s back to the queue, from where it reaches the dead letters', async (_name, body) => {
    expect(await door.invoke(sqsEvent(body))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-1' }],
    });
  });
});

/** Takes what is sent to response_urls. */
async function listen() {
  const { createServer } = await import('node:http');
  const bodies: unknown[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    // The guard's check asks Slack about its channel; that is no answer to anybody.
    if (request.url?.startsWith('/commands/')) bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    bodies,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
