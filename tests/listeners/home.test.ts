import { useSandbox } from '../support/sandbox.ts';

const sandbox = useSandbox();

describe('App Home', () => {
  test('is drawn when it is opened, for each person in their language', async () => {
    const { slack } = sandbox();
    expect(await slack.openHome('U0KIM')).toMatchObject({ status: 200 });
    expect(JSON.stringify(slack.home('U0KIM'))).toContain('acme-prod');
    expect(JSON.stringify(slack.home('U0KIM'))).toContain('점검한 적 없음');
    await slack.openHome('U0LEE');
    expect(JSON.stringify(slack.home('U0LEE'))).toContain('never checked');
  });

  test('is drawn again after Slack refused once: the event comes again', async () => {
    const { slack, clock } = sandbox();
    slack.setFaults([{ method: 'views.publish', status: 503, times: 1 }]);
    expect((await slack.openHome('U0SAM')).status).toBe(500);
    expect(slack.home('U0SAM')).toBeUndefined();
    clock.advance(1_000);
    while (slack.home('U0SAM') === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(JSON.stringify(slack.home('U0SAM'))).toContain('acme-dev');
  });
});
