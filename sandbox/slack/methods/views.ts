import type { JsonObject } from '../../../src/core/json.ts';
import { asObject } from '../../../src/core/json.ts';
import { jsonArgument, requiredText, textArgument } from '../arguments.ts';
import type { Issue } from '../issue.ts';
import { limits } from '../limits.ts';
import { invalidArgument, SlackRefusal } from '../refusal.ts';
import { issueLine, validateBlocks, validateView } from '../validate-blocks.ts';
import { findView, openModal, publishHome, pushModal, readView, replaceView } from '../views.ts';
import type { Method, MethodCall } from './call.ts';

/** views.* and blocks.validate: https://docs.slack.dev/reference/methods?family=views */
export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': (call) => {
    // The view is looked at first: a refused one leaves the trigger for another try.
    const view = readView(viewArgument(call), 'modal');
    const { user } = call.tickets.exchange(requiredText(call.args, 'trigger_id'));
    return { view: openModal(call.workspace, user, view) };
  },
  'views.push': (call) => {
    const view = readView(viewArgument(call), 'modal');
    const { user, viewId } = call.tickets.exchange(requiredText(call.args, 'trigger_id'));
    if (viewId === undefined) throw new SlackRefusal('not_found');
    return { view: pushModal(call.workspace, user, view) };
  },
  'views.update': (call) => {
    const view = readView(viewArgument(call), 'modal');
    const viewId = textArgument(call.args, 'view_id');
    const externalId = textArgument(call.args, 'external_id');
    if (viewId === undefined && externalId === undefined)
      throw invalidArgument('missing required field: view_id', 'view_id');
    const target = findView(call.workspace, { viewId, externalId });
    if (target === undefined || target.view.type !== 'modal') throw new SlackRefusal('not_found');
    const hash = textArgument(call.args, 'hash');
    if (hash !== undefined && hash !== target.view.hash) throw new SlackRefusal('hash_conflict');
    return { view: replaceView(call.workspace, target, view) };
  },
  'views.publish': (call) => {
    const user = requiredText(call.args, 'user_id');
    const view = readView(viewArgument(call), 'home');
    if (call.workspace.findUser(user) === undefined) throw invalidArgument('user_not_found', 'user_id');
    if (call.workspace.seed.app.tabs?.home === false) throw new SlackRefusal('not_enabled');
    return { view: publishHome(call.workspace, user, view, textArgument(call.args, 'hash')) };
  },
  'blocks.validate': validate,
};

function viewArgument({ args }: MethodCall): unknown {
  const view = jsonArgument(args, 'view', 'invalid_arguments');
  if (view === undefined) throw invalidArgument('missing required field: view', 'view');
  return view;
}

/** https://docs.slack.dev/reference/methods/blocks.validate: exactly one of three, pointers below it. */
function validate({ args }: MethodCall): JsonObject {
  const kinds = ['blocks', 'message', 'view'].filter((name) => args[name] !== undefined && args[name] !== '');
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1)
    throw invalidArgument('must define exactly one of: blocks, message, view', 'blocks');
  const payload = jsonArgument(args, kind, `invalid_${kind}`);
  if (JSON.stringify(payload).length > limits.validateCharacters) throw new SlackRefusal('payload_too_large');
  const issues = issuesOf(kind, payload);
  if (issues.length === 0) return {};
  const errors = issues.map(({ pointer, message, constraint }) => ({
    code: 'failed_constraint',
    message,
    pointer,
    constraint,
  }));
  throw new SlackRefusal(`invalid_${kind}`, {
    errors,
    response_metadata: { messages: issues.map(issueLine) },
  });
}

function issuesOf(kind: string, payload: unknown): readonly Issue[] {
  if (kind === 'view') return validateView(payload, '');
  if (kind === 'blocks') return validateBlocks(payload, 'message', '');
  return validateBlocks(asObject(payload)?.blocks ?? [], 'message', '/blocks');
}
