import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';

export default defineDetection({
  title: { en: 'The account was renamed', ko: '계정 이름이 변경되었습니다' },
  severity: () => 'medium',
  because: (event) => (event.outcome === 'success' ? ['account-changed'] : ['attempt', 'denied']),
  matches: (event) =>
    isCallTo(event, 'account', ['PutAccountName']) || isCallTo(event, 'iam', ['UpdateAccountName']),
  listens: [callsTo('account', ['PutAccountName']), callsTo('iam', ['UpdateAccountName'])],
  guidance: {
    en: [
      'Ask whoever made this call why; if it was planned, say so in the thread of this card.',
      'A new name can make people act in the wrong account: if nobody can say, change it back and see what else this caller did.',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하고, 계획된 작업이라면 이 카드의 스레드에 남겨 주세요.',
      '이름이 바뀌면 엉뚱한 계정에서 작업하기 쉽습니다. 아무도 모른다면 이름을 되돌리고 같은 호출자가 한 다른 작업도 확인하세요.',
    ],
  },
  examples: () => [
    {
      name: 'by account management',
      record: roleCallOn('PutAccountName', 'account', { accountName: 'acme' }),
      raises: 'medium',
    },
    { name: 'by IAM', record: roleCallOn('UpdateAccountName', 'iam', {}), raises: 'medium' },
    { name: 'an alias', record: roleCallOn('CreateAccountAlias', 'iam', {}), raises: 'nothing' },
  ],
});
