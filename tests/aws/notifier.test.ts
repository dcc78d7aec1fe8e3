import { inspect } from 'node:util';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import fc from 'fast-check';
import { AwsError } from '../../src/aws/aws-error.ts';
import { createNotifier } from '../../src/aws/notifier.ts';
import { createQueryCall, type QueryCall } from '../../src/aws/query-call.ts';
import { at, textAt } from '../../src/core/json.ts';
import { notifierContract, type SnsAccess } from '../contracts/notifier.ts';
import { useLocalAws } from '../sandbox/aws/local-aws-fixture.ts';
import { answer, startScriptedServer } from '../support/scripted-server.ts';

const timeoutMs = 1_500;

const leanCall = ({ endpoint, credentials }: SnsAccess): QueryCall =>
  createQueryCall({
    service: 'sns',
    version: '2010-03-31',
    region: 'us-east-1',
    endpoint,
    credentials: () => credentials,
    clock: Date.now,
    timeoutMs,
  });

/** The same by the SDK, in the words of AWS: the SDK adds "Exception" to the codes that it has classes for. */
const sdkCall = (access: SnsAccess): QueryCall => {
  const client = new SNSClient({
    ...access,
    region: 'us-east-1',
    maxAttempts: 3,
    requestHandler: { requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  });
  return async (operation, { TopicArn, Subject, Message }) => {
    try {
      return String(await client.send(new PublishCommand({ TopicArn, Subject, Message })));
    } catch (error) {
      const status = at(error, '$metadata', 'httpStatusCode');
      const network = String(error).includes('ECONNRESET') ? 'connection' : 'timeout';
      const code = status === undefined ? network : (textAt(error, 'name') ?? '').replace(/Exception$/, '');
      throw new AwsError(`sns ${operation}`, code);
    } finally {
      client.destroy();
    }
  };
};

notifierContract('without the SDK', leanCall);
notifierContract('by the SDK', sdkCall);

describe('whatever is to be told', () => {
  const fixture = useLocalAws({ topics: { 'rootguard-alerts': ['security@example.com'] } });
  const topic = 'arn:aws:sns:us-east-1:111122223333:rootguard-alerts';
  const told = async (subject: string, text: string) => {
    await createNotifier({ topic, call: leanCall(fixture.aws) }).notify({ subject, text });
    const email = fixture.aws.emails.at(-1);
    if (email === undefined) throw new Error('No e-mail came.');
    return email;
  };

  test.each([
    ['Root signed in', 'Root signed in'],
    ['Root signed in · acme-prod', 'Root signed in - acme-prod'],
    ['acme-prod에서 루트 사용자가 MFA 없이 로그인했습니다', 'RootGuard: acme-prod MFA'],
    ['루트 사용자가 로그인했습니다.', 'RootGuard: alert'],
    ['Root\r\nBcc: somebody@example.com', 'RootGuard: Root Bcc: somebody@example.com'],
    ['', 'RootGuard: alert'],
    [`Root ${'x'.repeat(200)}`, `RootGuard: Root ${'x'.repeat(80)}...`],
  ])('the subject %j reads %j', async (subject, read) => {
    const email = await told(subject, 'text');
    expect(email.subject).toBe(read);
    // What the subject lost is the first line of the text.
    expect(email.text).toBe(read === subject.replace('·', '-') ? 'text' : `${subject}\n\ntext`);
  });

  test('SNS takes it, and nothing of a text that fits is lost', async () => {
    const any = fc.string({ unit: 'binary', maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(any, any, async (subject, text) => {
        const email = await told(subject, text);
        expect(email.text).toContain(text.toWellFormed());
        const dashed = (words: string) => words.toWellFormed().replace(/[·–—]/g, '-');
        expect(dashed(`${email.subject}\n${email.text}`)).toContain(dashed(subject));
      }),
    );
  });

  test.each(['x', '한', '😀'])(
    'a text of too many %j is cut between two characters, and says so',
    async (unit) => {
      const { text } = await told('Root', unit.repeat(300_000));
      const [kept, note] = text.split('\n');
      expect(kept).toBe(unit.repeat((kept?.length ?? 0) / unit.length));
      expect(note).toBe('… (cut: it was too long for an e-mail)');
      expect(Buffer.byteLength(text)).toBeGreaterThan(260_900);
    },
  );
});

test('an error shows nothing of the message or of the answer', async () => {
  const page = answer(403, '<html><Code>confidential words of the answer</Code>');
  const server = await startScriptedServer([page]);
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' };
  const { notify } = createNotifier({
    topic: 'topic',
    call: leanCall({ endpoint: server.endpoint, credentials }),
  });
  const error = await notify({ subject: 'confidential', text: 'confidential' }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: 'NotifierError', code: 'http_403' });
  expect(inspect(error, { depth: 10 })).not.toMatch(/confidential|AKIA/);
  await server.close();
});

test('a 200 that is not SNS’s is no success', async () => {
  const server = await startScriptedServer([answer(200, '<html>Welcome</html>')]);
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' };
  const { notify } = createNotifier({
    topic: 'topic',
    call: leanCall({ endpoint: server.endpoint, credentials }),
  });
  await expect(notify({ subject: 'Root', text: 'text' })).rejects.toMatchObject({
    code: 'unreadable-answer',
  });
  await server.close();
});
