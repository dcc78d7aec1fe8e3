import { guideList, guideText } from '../../src/blocks/guide-text.ts';
import { helpText, unknownWord } from '../../src/blocks/help-text.ts';
import { sentence } from '../../src/blocks/message.ts';
import { loadingModal, noticeModal } from '../../src/blocks/modal.ts';
import * as notices from '../../src/blocks/notices.ts';
import { SlackError, StoreError } from '../../src/core/ports.ts';
import { guides } from '../../src/guides/index.generated.ts';
import { commands } from '../../src/listeners/commands/index.generated.ts';
import { accountName, typed } from './longest.ts';
import { each, one, type Walks } from './walk.ts';

const entries = Object.entries(commands).map(([word, { usage, summary }]) => ({ word, usage, summary }));
const errors = [
  new StoreError('x'),
  new SlackError('x', 'y'),
  new SlackError('views.open', 'expired_trigger_id'),
  new SlackError('views.update', 'hash_conflict'),
  new Error('x'),
];

/** Help, guides, and private words. */
export const wordWalks: Walks = {
  'guide-text.guideText': (locale) => each(Object.values(guides), (guide) => guideText(guide, locale)),
  'guide-text.guideList': one((locale) => guideList(guides, 'no-such <!channel>', locale)),
  'help-text.helpText': one((locale) => helpText(entries, locale)),
  'help-text.unknownWord': (locale) =>
    each([undefined, 'status'], (nearest) => unknownWord(typed, nearest, locale)),
  'message.sentence': (locale) =>
    each(
      Object.values(commands).flatMap((command) =>
        command.answers === 'later' ? [command.meanwhile[locale]] : [],
      ),
      sentence,
    ),
  'modal.noticeModal': one((locale) => noticeModal(notices.staleFormNotice(locale), locale)),
  'modal.loadingModal': one((locale) => loadingModal('RootGuard', locale)),
  'notices.noSuchIncidentNotice': one((locale) => notices.noSuchIncidentNotice(typed, locale)),
  'notices.noIdNotice': one((locale) => notices.noIdNotice('explain', locale)),
  'notices.mayNotActNotice': (locale) =>
    (['no', 'unknown'] as const).flatMap((may) =>
      each([true, false], (hasGroup) => notices.mayNotActNotice(may, hasGroup, locale)),
    ),
  'notices.notYourFormNotice': one((locale) => notices.notYourFormNotice(locale)),
  'notices.staleFormNotice': one((locale) => notices.staleFormNotice(locale)),
  'notices.noSuchAccountNotice': one((locale) =>
    notices.noSuchAccountNotice(
      typed,
      Array.from({ length: 90 }, () => accountName),
      locale,
    ),
  ),
  'notices.failureNotice': (locale) => each(errors, (error) => notices.failureNotice(error, locale)),
};
