import { asObject, type JsonObject } from '../../src/core/json.ts';
import { initialState } from './element-values.ts';
import { secret, slackId, withIds } from './ids.ts';
import { limits } from './limits.ts';
import { refuseIssues, SlackRefusal } from './refusal.ts';
import type { StateValues, View } from './types.ts';
import { validateView } from './validate-blocks.ts';
import type { StoredView, Workspace } from './workspace.ts';

/**
 * Checks a view that an app sent. Throws invalid_arguments with Slack's messages, or view_too_large.
 * `surface` is what the method takes: a modal, or a home for views.publish.
 */
export function readView(given: unknown, surface: 'modal' | 'home'): JsonObject {
  refuseIssues('invalid_arguments', validateView(given));
  const view = asObject(given) ?? {};
  if (view.type !== surface)
    refuseIssues('invalid_arguments', [
      { pointer: '/view/type', message: `must be ${surface}`, constraint: { type: 'enum' } },
    ]);
  if (Buffer.byteLength(JSON.stringify(view)) > limits.viewBytes) throw new SlackRefusal('view_too_large');
  return view;
}

/** Opens a modal; what the person had open before is gone. Throws duplicate_external_id. */
export function openModal(workspace: Workspace, user: string, input: JsonObject): View {
  refuseRepeatedExternalId(workspace, input);
  const id = slackId('V');
  const view = freshView(workspace, input, { id, root: id, previous: null });
  workspace.modals.set(user, [{ view, user }]);
  workspace.changed();
  return view;
}

/** Puts a modal on top of the person's. Throws push_limit_reached, or not_found if none is open. */
export function pushModal(workspace: Workspace, user: string, input: JsonObject): View {
  refuseRepeatedExternalId(workspace, input);
  const stack = workspace.modals.get(user) ?? [];
  const top = stack.at(-1);
  if (top === undefined) throw new SlackRefusal('not_found');
  if (stack.length >= limits.viewStack) throw new SlackRefusal('push_limit_reached');
  const place = { id: slackId('V'), root: top.view.root_view_id, previous: top.view.id };
  const view = freshView(workspace, input, place);
  workspace.modals.set(user, [...stack, { view, user }]);
  workspace.changed();
  return view;
}

/** Replaces a view's content. What was typed stays where block_id and action_id stay. */
export function replaceView(workspace: Workspace, target: StoredView, input: JsonObject): View {
  const { view } = target;
  if (input.external_id !== view.external_id) refuseRepeatedExternalId(workspace, input);
  const place = { id: view.id, root: view.root_view_id, previous: view.previous_view_id };
  const next = freshView(workspace, input, place);
  target.view = { ...next, state: { values: keptState(view.state.values, next.state.values) } };
  delete target.errors;
  workspace.changed();
  return target.view;
}

/** Shows a home to a person. Throws hash_conflict if `hash` is not the one that is shown. */
export function publishHome(workspace: Workspace, user: string, input: JsonObject, hash?: string): View {
  const before = workspace.homes.get(user);
  if (hash !== undefined && before !== undefined && before.view.hash !== hash)
    throw new SlackRefusal('hash_conflict');
  const id = before?.view.id ?? slackId('V');
  const view = freshView(workspace, input, { id, root: id, previous: null });
  workspace.homes.set(user, { view, user });
  workspace.changed();
  return view;
}

/** An open modal or a home by its id or the app's external_id, or undefined. */
export function findView(
  workspace: Workspace,
  by: { readonly viewId?: string | undefined; readonly externalId?: string | undefined },
): StoredView | undefined {
  const open = [...[...workspace.modals.values()].flat(), ...workspace.homes.values()];
  if (by.viewId !== undefined) return open.find(({ view }) => view.id === by.viewId);
  return by.externalId === undefined
    ? undefined
    : open.find(({ view }) => view.external_id === by.externalId);
}

/** Closes one modal and what lies on it, or the whole stack. */
export function closeModal(workspace: Workspace, target: StoredView, whole = false): void {
  const stack = workspace.modals.get(target.user) ?? [];
  workspace.modals.set(target.user, whole ? [] : stack.slice(0, Math.max(0, stack.indexOf(target))));
  workspace.changed();
}

interface Place {
  readonly id: string;
  readonly root: string;
  readonly previous: string | null;
}

function freshView({ seed, clock }: Workspace, input: JsonObject, place: Place): View {
  const blocks = withIds(Array.isArray(input.blocks) ? input.blocks : []);
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    id: place.id,
    team_id: seed.team.id,
    type: input.type === 'home' ? 'home' : 'modal',
    blocks,
    private_metadata: text(input.private_metadata),
    callback_id: text(input.callback_id),
    state: { values: initialState(blocks) },
    hash: `${Math.floor(clock.now() / 1_000)}.${secret(4)}`,
    ...(input.title !== undefined && { title: asObject(input.title) ?? {} }),
    clear_on_close: input.clear_on_close === true,
    notify_on_close: input.notify_on_close === true,
    close: asObject(input.close) ?? null,
    submit: asObject(input.submit) ?? null,
    previous_view_id: place.previous,
    root_view_id: place.root,
    app_id: seed.app.id,
    external_id: text(input.external_id),
    bot_id: seed.bot.id,
  };
}

function keptState(before: StateValues, fresh: StateValues): StateValues {
  return Object.fromEntries(
    Object.entries(fresh).map(([blockId, row]) => [
      blockId,
      Object.fromEntries(
        Object.entries(row).map(([actionId, value]) => {
          const typed = before[blockId]?.[actionId];
          return [actionId, typed !== undefined && typed.type === value.type ? typed : value];
        }),
      ),
    ]),
  );
}

function refuseRepeatedExternalId(workspace: Workspace, { external_id: externalId }: JsonObject): void {
  if (typeof externalId !== 'string' || externalId === '') return;
  if (findView(workspace, { externalId }) !== undefined) throw new SlackRefusal('duplicate_external_id');
}
