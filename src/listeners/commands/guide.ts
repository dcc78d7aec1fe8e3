import { guideList, guideText } from '../../blocks/guide-text.ts';
import { guides } from '../../guides/index.generated.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: {
    en: 'how to delete root keys, set MFA, see root, set contacts, manage root centrally',
    ko: '루트 키 삭제, MFA 설정, 루트 감시, 연락처, 중앙 관리 방법',
  },
  usage: '[keys | mfa | trail | contacts | central]',
  answers: 'now',
  async run({ args, locale }) {
    const word = args.toLowerCase();
    const guide = Object.hasOwn(guides, word) ? guides[word] : undefined;
    return guide === undefined ? guideList(guides, args, locale) : guideText(guide, locale);
  },
});
