import { createSandboxClock } from '../../sandbox/clock.ts';
import { becomeIdle } from '../../sandbox/control/idle.ts';
import { createQueue } from '../../sandbox/queue.ts';

const clock = createSandboxClock();
afterAll(() => clock.close());

describe('waiting until the sandbox is idle', () => {
  it('waits for work that one queue makes in another', async () => {
    const done: string[] = [];
    const jobs = createQueue({ name: 'jobs', clock, handler: async () => void done.push('job') });
    const ingest = createQueue({ name: 'ingest', clock, handler: async () => void jobs.send('1') });
    ingest.send('1');
    await becomeIdle({ clock, queues: [jobs, ingest] });

    expect(done).toEqual(['job']);
  });

  it('gives up in time and says what is still there', async () => {
    const stuck = createQueue({ name: 'ingest', clock, handler: () => new Promise(() => undefined) });
    stuck.send('1');

    await expect(becomeIdle({ clock, queues: [stuck] }, 50)).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('the queue "ingest" has 0 waiting, 1 with the function'),
    });
    stuck.close();
  });
});
