import { startTestSandbox } from '../support/sandbox.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

describe('the sandbox', () => {
  it('keeps what is stored in its data folder between runs', async () => {
    const dataFolder = `${folder}/kept`;
    const first = await startTestSandbox({ dataFolder });
    await first.fire('root-sign-in');
    await first.close();

    const second = await startTestSandbox({ dataFolder });
    const { body } = await second.post('/slack/command', { user: 'U0LEE', text: 'status' });
    await second.close();
    expect(JSON.stringify(body)).toContain('1 open alert');
  });

  it('does not share a data folder with another sandbox', async () => {
    const dataFolder = `${folder}/shared`;
    const first = await startTestSandbox({ dataFolder });
    await expect(startTestSandbox({ dataFolder })).rejects.toThrow('is in use by another sandbox');
    await first.close();
  });

  it('rejects when its port is taken, and leaves nothing running', async () => {
    const first = await startTestSandbox();
    const port = Number(new URL(first.url).port);
    await expect(startTestSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();

    const second = await startTestSandbox({ port });
    await second.close();
  });
});
