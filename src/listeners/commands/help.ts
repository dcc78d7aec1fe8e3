import { helpText } from '../../blocks/help-text.ts';
import { defineCommand } from '../command.ts';
import { commands } from './index.generated.ts';

export default defineCommand({
  summary: { en: 'this list', ko: '이 목록' },
  usage: '',
  answers: 'now',
  // The index imports this file, too: it may be asked for when the command runs, but not while the files load.
  async run({ locale }) {
    const entries = Object.entries(commands).flatMap(([word, { alias, usage, summary }]) =>
      alias === true ? [] : [{ word, usage, summary }],
    );
    return helpText(entries, locale);
  },
});
