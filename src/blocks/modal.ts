import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { JsonObject } from '../core/json.ts';
import type { Locale } from '../core/locale.ts';
import { type SlackMessage, section } from './message.ts';

export type { ModalView } from '@slack/types';

/** A form that a person fills in. Titles and buttons hold 24 characters. */
export interface Form {
  /** The file of `listeners/views` that takes the submission. */
  readonly id: string;
  /** The person it is opened for; nobody else's submission of it is taken. */
  readonly by: string;
  readonly title: string;
  readonly submit: string;
  readonly blocks: KnownBlock[];
  /** What the submission must know again; it comes back from outside and is validated there. At most 2,900 characters. */
  readonly remember?: JsonObject;
}

/** A modal with fields and a button to submit them: https://docs.slack.dev/reference/views/modal-views */
export function formModal({ id, by, title, submit, blocks, remember = {} }: Form, locale: Locale): ModalView {
  return {
    type: 'modal',
    callback_id: id,
    private_metadata: JSON.stringify({ ...remember, by }),
    title: { type: 'plain_text', text: title, emoji: false },
    submit: { type: 'plain_text', text: submit, emoji: false },
    close: { type: 'plain_text', text: words[locale].cancel, emoji: false },
    blocks,
  };
}

/** A modal to read: an answer that has no other place, since a submission and a press in Home have no response_url. */
export function readingModal(title: string, blocks: KnownBlock[], locale: Locale): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title, emoji: false },
    close: { type: 'plain_text', text: words[locale].close, emoji: false },
    blocks,
  };
}

/** Private words in a modal instead of in the channel. */
export function noticeModal(notice: SlackMessage, locale: Locale): ModalView {
  return readingModal('RootGuard', notice.blocks, locale);
}

/** What stands in a modal until its content has been gathered: the trigger that opens it lives for 3 s only. */
export function loadingModal(title: string, locale: Locale): ModalView {
  return readingModal(title, [section(words[locale].loading)], locale);
}

/** The App Home tab: at most 100 blocks. https://docs.slack.dev/surfaces/app-home */
export function homeView(blocks: KnownBlock[]): HomeView {
  return { type: 'home', blocks };
}

const words = {
  en: { cancel: 'Cancel', close: 'Close', loading: 'Gathering …' },
  ko: { cancel: '취소', close: '닫기', loading: '가져오는 중입니다 …' },
} as const;
