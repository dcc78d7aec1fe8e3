import type { JsonObject } from '../../src/core/json.ts';
import { channelSeenBy, type DoorParts, publicAnswer, tellFailure } from './door.ts';
import { described, initialState, isStateful } from './element-values.ts';
import { messageActionsPayload, viewActionsPayload } from './interaction-payloads.ts';
import { actionOf, elementsBefore, elementsNow, pick } from './pressing.ts';
import { DoorError } from './refusal.ts';
import type { AppAnswer, StateValues } from './types.ts';
import { elementsOf, type PlacedElement } from './validate-blocks.ts';
import { findView } from './views.ts';
import type { Channel, StoredMessage, Workspace } from './workspace.ts';

/** A person presses a button or chooses something, in a message or in a view. */
export interface ActionRequest {
  readonly user: string;
  readonly channel?: string | undefined;
  readonly message_ts?: string | undefined;
  readonly view_id?: string | undefined;
  readonly action_id: string;
  /** What was chosen or typed; a button knows its own value. */
  readonly value?: unknown;
}

/** Sends a block_actions payload. Without `message_ts` it is the last message in the channel that has the action. */
export function runAction(parts: DoorParts, given: ActionRequest): Promise<AppAnswer> {
  if (typeof given.action_id !== 'string' || given.action_id === '')
    throw new DoorError(
      'An action needs the "action_id" of what is pressed, as the message or view shows it.',
    );
  // Over HTTP an absent value may come as null.
  const request = { ...given, value: given.value ?? undefined };
  return request.view_id === undefined
    ? pressInMessage(parts, request)
    : pressInView(parts, request, request.view_id);
}

async function pressInMessage(parts: DoorParts, request: ActionRequest): Promise<AppAnswer> {
  const { workspace, tickets } = parts;
  const { user, value } = request;
  const channel = channelSeenBy(workspace, user, request.channel);
  const { target, placed } = locate(workspace, channel, request);
  const message = target.current;
  const action = actionOf(placed, value, workspace.nextTs());
  remember(target, user, placed, action);

  const { ts: messageTs, thread_ts: threadTs } = message;
  const place = { messageTs, ...(threadTs !== undefined && { threadTs }) };
  const url = { kind: 'action', channel: channel.id, user, ...place } as const;
  const payload = messageActionsPayload(workspace, {
    user,
    channel,
    message,
    state: stateFor(target, user),
    actions: [action],
    responseUrl: parts.origin() + tickets.responseUrl(url),
    triggerId: tickets.trigger(user),
  });
  return finish(parts, { user, channel }, payload);
}

async function pressInView(parts: DoorParts, request: ActionRequest, viewId: string): Promise<AppAnswer> {
  const { workspace, tickets } = parts;
  const { user, action_id: actionId, value } = request;
  workspace.user(user);
  const target = findView(workspace, { viewId });
  if (target === undefined || target.user !== user)
    throw new DoorError(
      `${user} has no open view "${viewId}". Take an id from views("${user}") or home("${user}").`,
    );
  const elements = elementsOf(target.view.blocks);
  const placed = pick(elements, actionId, value);
  if (placed === undefined)
    throw new DoorError(`The view has no "${actionId}". It has: ${namesOf(elements)}.`);
  if (placed.block.type === 'input' && placed.block.dispatch_action !== true)
    throw new DoorError(
      `"${actionId}" tells the app nothing until the view is submitted. Call submit instead.`,
    );

  const action = actionOf(placed, value, workspace.nextTs());
  if (isStateful(placed.element)) {
    const values = withValue(target.view.state.values, placed, stateOf(placed, action));
    target.view = { ...target.view, state: { values } };
  }
  const inModal = target.view.type === 'modal' ? target.view.id : undefined;
  const payload = viewActionsPayload(workspace, {
    user,
    view: target.view,
    actions: [action],
    triggerId: tickets.trigger(user, inModal),
  });
  return finish(parts, { user, channel: workspace.channel(undefined) }, payload);
}

async function finish(
  { workspace, send }: DoorParts,
  about: { readonly user: string; readonly channel: Channel },
  payload: JsonObject,
): Promise<AppAnswer> {
  const answer = await send({ type: 'interactive', payload });
  if (answer.error !== undefined)
    tellFailure(workspace, { ...about, what: workspace.seed.app.name }, answer.error);
  return publicAnswer(answer);
}

/** What is shown now goes before what was shown earlier, and later messages before older ones. */
function locate(
  workspace: Workspace,
  channel: Channel,
  { user, message_ts: ts, action_id: actionId, value }: ActionRequest,
): { readonly target: StoredMessage; readonly placed: PlacedElement } {
  const unseen = (workspace.ephemerals.get(user) ?? []).filter(
    ({ current }) => current.channel === channel.id,
  );
  const all = [...channel.messages, ...unseen].sort((a, b) => (a.current.ts < b.current.ts ? 1 : -1));
  const messages = ts === undefined ? all : all.filter(({ current }) => current.ts === ts);
  if (ts !== undefined && messages.length === 0)
    throw new DoorError(
      `There is no message "${ts}" in ${channel.id}. Take a ts from messages("${channel.id}").`,
    );

  const now = (message: StoredMessage) => elementsNow(message.current);
  const both = (message: StoredMessage) => [...now(message), ...elementsBefore(message)];
  for (const elements of value === undefined ? [now, elementsBefore] : [both]) {
    for (const target of messages) {
      const placed = pick(elements(target), actionId, value);
      if (placed !== undefined) return { target, placed };
    }
  }
  const names = namesOf(messages.flatMap(({ current }) => elementsNow(current)));
  throw new DoorError(
    `No message in ${channel.id} has "${actionId}" to press. There is: ${names || 'nothing'}.`,
  );
}

function remember(target: StoredMessage, user: string, placed: PlacedElement, action: JsonObject): void {
  if (!isStateful(placed.element)) return;
  const key = [user, placed.block.block_id, placed.element.action_id].join('\n');
  target.chosen.set(key, stateOf(placed, action));
}

/** A message's state for one person: the initial values, and over them what they chose. */
function stateFor({ current, chosen }: StoredMessage, user: string): StateValues {
  return elementsNow(current).reduce<StateValues>((state, placed) => {
    const value = chosen.get([user, placed.block.block_id, placed.element.action_id].join('\n'));
    return value === undefined ? state : withValue(state, placed, value);
  }, initialState(current.blocks));
}

function withValue(state: StateValues, { block, element }: PlacedElement, value: JsonObject): StateValues {
  const blockId = String(block.block_id);
  return { ...state, [blockId]: { ...state[blockId], [String(element.action_id)]: value } };
}

/** The part of an action that the state keeps: the type and the value. */
function stateOf({ element }: PlacedElement, action: JsonObject): JsonObject {
  const empty = described(element, null);
  return Object.fromEntries(Object.keys(empty).map((name) => [name, action[name]]));
}

function namesOf(elements: readonly PlacedElement[]): string {
  return [...new Set(elements.map(({ element }) => String(element.action_id)))].join(', ');
}
