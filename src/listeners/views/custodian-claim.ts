import { textAt } from '../../core/json.ts';
import { answerAs } from '../attesting.ts';
import { defineView } from '../view.ts';

/** Custodians need not be responders: whoever was asked may answer, and the flow knows who was. */
export default defineView({
  who: 'everyone',
  remember: (memory) => textAt(memory, 'incident'),
  async submit(submission, services) {
    const reason = submission.values.text('reason');
    if (reason === undefined) return { errors: { reason: missing[submission.locale] } };
    const notice = await answerAs(submission, submission.memory, { said: 'me', reason }, services);
    return notice === undefined ? 'close' : { tell: notice };
  },
});

const missing = { en: 'Say what you needed root for.', ko: '루트가 필요했던 이유를 입력하세요.' } as const;
