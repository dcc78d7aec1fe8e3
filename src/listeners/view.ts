import type { SlackMessage } from '../blocks/message.ts';
import type { ModalView } from '../blocks/modal.ts';
import type { Asker, DoorServices } from './services.ts';
import type { Values } from './values.ts';

/**
 * What a submission is answered with, within 3 s: the modal closes, names what is wrong with a field (by its name), shows
 * another view, tells something, or says that it is of another version of RootGuard. Nothing else may be left half done.
 * https://docs.slack.dev/surfaces/modals#updating_views
 */
export type ViewAnswer =
  | 'close'
  | 'stale'
  | { readonly errors: Readonly<Record<string, string>> }
  | { readonly update: ModalView }
  | { readonly tell: SlackMessage };

/** A submitted modal. */
export interface Submission<Memory = unknown> extends Asker {
  readonly values: Values;
  /** What the modal was opened with. */
  readonly memory: Memory;
  /** The view's own id: the same however often it is submitted. */
  readonly viewId: string;
  /** Opens or pushes one more modal within 3 s. */
  readonly triggerId: string;
}

/** One modal that can be submitted. Its file name is its callback_id. */
export interface View {
  /** Who may submit it. Asked anew with every submission: a right may be lost while a form is filled in. */
  readonly who: 'responders' | 'everyone';
  readonly submit: (submission: Submission, services: DoorServices) => Promise<ViewAnswer>;
}

/**
 * Types a view. `remember` reads what the modal was opened with (Form.remember) again; undefined if that is not what
 * this version of RootGuard writes.
 */
export function defineView<Memory>(view: {
  readonly who: View['who'];
  readonly remember: (memory: unknown) => Memory | undefined;
  readonly submit: (submission: Submission<Memory>, services: DoorServices) => Promise<ViewAnswer>;
}): View {
  return {
    who: view.who,
    async submit(submission, services) {
      const memory = view.remember(submission.memory);
      return memory === undefined ? 'stale' : await view.submit({ ...submission, memory }, services);
    },
  };
}
