import { asObject, type JsonObject } from '../../src/core/json.ts';
import type { RawAnswer } from './delivery.ts';
import { type DoorParts, publicAnswer, tellFailure } from './door.ts';
import { entered, isEmptyValue, isStateful } from './element-values.ts';
import { viewPayloadOf } from './interaction-payloads.ts';
import { DoorError, SlackRefusal } from './refusal.ts';
import type { AppAnswer, StateValues, View } from './types.ts';
import { elementsOf } from './validate-blocks.ts';
import { closeModal, pushModal, readView, replaceView } from './views.ts';
import type { StoredView, Workspace } from './workspace.ts';

/** A person fills in a modal and presses its submit button. */
export interface SubmitRequest {
  readonly user: string;
  readonly view_id: string;
  /** By block_id and action_id, or by action_id alone. What is not named keeps its value. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Sends a view_submission and does what the app's response_action says; an empty 200 closes the view.
 * https://docs.slack.dev/surfaces/modals#close_modal
 */
export async function runSubmit(parts: DoorParts, request: SubmitRequest): Promise<AppAnswer> {
  const { workspace, tickets } = parts;
  const target = topView(workspace, request.user, request.view_id);
  if (target.view.submit === null)
    throw new DoorError(
      `The view "${request.view_id}" has no submit button. Press its buttons with an action.`,
    );
  const given = asObject(request.values ?? {});
  if (given === undefined)
    throw new DoorError('"values" is an object: {block_id: {action_id: value}} or {action_id: value}.');
  const values = filledIn(target.view, given);
  refuseMissing(target.view, values);
  target.view = { ...target.view, state: { values } };
  delete target.errors;

  const triggerId = tickets.trigger(request.user, target.view.id);
  const about = { user: request.user, view: target.view, type: 'view_submission', triggerId } as const;
  const answer = await parts.send({ type: 'interactive', payload: viewPayloadOf(workspace, about) });
  const error = answer.error ?? obey(workspace, target, answer);
  if (error === undefined) return publicAnswer(answer);
  const channel = workspace.channel(undefined);
  tellFailure(workspace, { user: request.user, channel, what: workspace.seed.app.name }, error);
  return publicAnswer({ ...answer, error: answer.error ?? 'dispatch_failed' });
}

/** A person closes the modal on top; the app hears of it only if the view asks for that (`notify_on_close`). */
export async function runClose(
  parts: DoorParts,
  request: { readonly user: string; readonly view_id: string },
): Promise<AppAnswer | undefined> {
  const { workspace, send } = parts;
  const target = topView(workspace, request.user, request.view_id);
  const { clear_on_close: isCleared, notify_on_close: notify } = target.view;
  closeModal(workspace, target, isCleared);
  if (!notify) return undefined;
  const about = { user: request.user, view: target.view, type: 'view_closed', isCleared } as const;
  return publicAnswer(await send({ type: 'interactive', payload: viewPayloadOf(workspace, about) }));
}

/** Returns Slack's error if the answer makes no sense; then the view stays as it is. */
function obey(workspace: Workspace, target: StoredView, { body }: RawAnswer): string | undefined {
  const answer = body === '' ? {} : asObject(body);
  if (answer === undefined) return 'invalid_payload';
  try {
    return act(workspace, target, answer);
  } catch (error) {
    if (error instanceof SlackRefusal) return error.code;
    throw error;
  }
}

function act(workspace: Workspace, target: StoredView, answer: JsonObject): string | undefined {
  const { response_action: action } = answer;
  if (action === undefined && Object.keys(answer).length === 0) closeModal(workspace, target);
  else if (action === 'clear') closeModal(workspace, target, true);
  else if (action === 'update') replaceView(workspace, target, readView(answer.view, 'modal'));
  else if (action === 'push') pushModal(workspace, target.user, readView(answer.view, 'modal'));
  else if (action === 'errors') return showErrors(workspace, target, answer.errors);
  else return 'invalid_response_action';
  return undefined;
}

function showErrors(workspace: Workspace, target: StoredView, given: unknown): string | undefined {
  const errors = Object.entries(asObject(given) ?? {});
  const inputs = target.view.blocks.filter(({ type }) => type === 'input').map((block) => block.block_id);
  const fits = ([blockId, text]: [string, unknown]) =>
    inputs.includes(blockId) && typeof text === 'string' && text !== '';
  if (errors.length === 0 || !errors.every(fits)) return 'invalid_errors';
  target.errors = Object.fromEntries(errors.map(([blockId, text]) => [blockId, String(text)]));
  workspace.changed();
  return undefined;
}

function topView(workspace: Workspace, user: string, viewId: string): StoredView {
  workspace.user(user);
  const stack = workspace.modals.get(user) ?? [];
  const top = stack.at(-1);
  if (top !== undefined && top.view.id === viewId) return top;
  const open = stack.map(({ view }) => view.id).join(', ') || 'none';
  throw new DoorError(`"${viewId}" is not the modal on top of ${user}'s. Open, top last: ${open}.`);
}

function filledIn(view: View, given: Readonly<Record<string, unknown>>): StateValues {
  const inputs = elementsOf(view.blocks).filter(({ element }) => isStateful(element));
  const values = structuredClone(view.state.values) as Record<string, Record<string, JsonObject>>;
  for (const { blockId, actionId, input } of addressed(view, given)) {
    const found = inputs.find(
      ({ block, element }) =>
        element.action_id === actionId && (blockId === undefined || block.block_id === blockId),
    );
    if (found === undefined) {
      const known = inputs.map(
        ({ block, element }) => `${String(block.block_id)}: ${String(element.action_id)}`,
      );
      throw new DoorError(
        `The view has no input "${actionId}". It has (block_id: action_id): ${known.join('; ')}.`,
      );
    }
    const id = String(found.block.block_id);
    values[id] = { ...values[id], [actionId]: entered(found.element, input) };
  }
  return values;
}

interface AddressedValue {
  readonly blockId: string | undefined;
  readonly actionId: string;
  readonly input: unknown;
}

/** The values one by one, whether they were given by block_id and action_id or by action_id alone. */
function addressed(view: View, given: Readonly<Record<string, unknown>>): readonly AddressedValue[] {
  const blockIds = new Set(view.blocks.map((block) => block.block_id));
  return Object.entries(given).flatMap(([key, value]): readonly AddressedValue[] => {
    const row = blockIds.has(key) ? asObject(value) : undefined;
    if (row === undefined) return [{ blockId: undefined, actionId: key, input: value }];
    return Object.entries(row).map(([actionId, input]) => ({ blockId: key, actionId, input }));
  });
}

/** Slack's client sends nothing while a required input is empty. */
function refuseMissing(view: View, values: StateValues): void {
  for (const { block, element } of elementsOf(view.blocks)) {
    const state = values[String(block.block_id)]?.[String(element.action_id)];
    if (block.type !== 'input' || block.optional === true || state === undefined) continue;
    if (isEmptyValue(element, state))
      throw new DoorError(
        `Slack does not submit while "${String(element.action_id)}" is empty. Give it a value.`,
      );
  }
}
