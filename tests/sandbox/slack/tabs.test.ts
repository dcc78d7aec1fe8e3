import { modal, seed, startWorkspace } from './workspace.ts';

const without = (tabs: { home: boolean; messages: boolean }) => ({
  seed: { ...seed, app: { ...seed.app, tabs } },
});
const home = { ...modal, type: 'home', title: undefined, submit: undefined };

test('an app without the Messages tab cannot write to a person', async () => {
  const { call } = await startWorkspace(without({ home: true, messages: false }));
  const { channel } = await call('conversations.open', { users: seed.users[0]?.id });
  expect(channel).toBeDefined();
  const written = await call('chat.postMessage', { channel: (channel as { id: string }).id, text: 'Hello' });
  expect(written).toMatchObject({ ok: false, error: 'messages_tab_disabled' });
});

test('an app without the Home tab cannot draw one', async () => {
  const { call } = await startWorkspace(without({ home: false, messages: true }));
  const drawn = await call('views.publish', { user_id: seed.users[0]?.id, view: home });
  expect(drawn).toMatchObject({ ok: false, error: 'not_enabled' });
});

test('somebody who left is known and cannot be written to, nor do anything', async () => {
  const { call, slack } = await startWorkspace();
  const user = seed.users[0]?.id ?? '';
  slack.setLeft(user, true);
  expect(await call('users.info', { user })).toMatchObject({ ok: true, user: { deleted: true } });
  expect(await call('conversations.open', { users: user })).toMatchObject({
    ok: false,
    error: 'user_disabled',
  });
  await expect(slack.command({ user, text: 'help' })).rejects.toThrow('has left');
});
