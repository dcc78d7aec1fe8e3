import { createSlackCall } from '../../src/slack/call.ts';
import { createUpload } from '../../src/slack/upload.ts';
import { botToken, type Deployment, startDeployment } from '../support/deployment.ts';

let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const file = { channel: 'C0ALERTS', name: 'evidence.ndjson', title: 'Evidence', content: '{"말":"😀"}\n' };
const connected = () => {
  const { apiUrl } = deployment.slack;
  const call = createSlackCall({ token: () => botToken, apiUrl, timeoutMs: 3_000 });
  return { call, upload: createUpload({ call, apiUrl, timeoutMs: 3_000 }) };
};

test('shares a file in a thread, byte for byte', async () => {
  const { call, upload } = connected();
  const { ts } = await call('chat.postMessage', { channel: 'C0ALERTS', text: 'Report' });
  await upload({ ...file, threadTs: String(ts) });
  const [, shared] = deployment.slack.messages('C0ALERTS', String(ts));
  expect(deployment.slack.file(String(shared?.files?.[0]?.id))?.bytes.toString()).toBe(file.content);
});

test.each(['files.getUploadURLExternal', 'upload_url', 'files.completeUploadExternal'])(
  'says when %s is refused, and shares nothing',
  async (method) => {
    const { call, upload } = connected();
    const { ts } = await call('chat.postMessage', { channel: 'C0ALERTS', text: 'Report' });
    deployment.slack.setFaults([{ method, status: 503, times: 1 }]);
    await expect(upload({ ...file, threadTs: String(ts) })).rejects.toMatchObject({
      name: 'SlackError',
      method,
      code: 'http_503',
    });
    expect(deployment.slack.messages('C0ALERTS', String(ts))).toHaveLength(1);
  },
);

test('sends nothing to an address that is not Slack’s', async () => {
  const asked: string[] = [];
  const call = async (method: string) => {
    asked.push(method);
    return { ok: true, upload_url: 'https://files.slack.com.example.com/upload', file_id: 'F0' };
  };
  const upload = createUpload({ call, apiUrl: deployment.slack.apiUrl, timeoutMs: 3_000 });
  await expect(upload({ ...file, threadTs: '1.2' })).rejects.toMatchObject({ code: 'foreign_host' });
  expect(asked).toEqual(['files.getUploadURLExternal']);
});
