import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';

export default defineDetection({
  title: { en: "The account's contact information was changed", ko: '계정 연락처 정보가 변경되었습니다' },
  severity: () => 'high',
  because: (event) => (event.outcome === 'success' ? ['contact-changed'] : ['attempt', 'denied']),
  matches: (event) => isCallTo(event, 'account', ['PutContactInformation']),
  listens: [callsTo('account', ['PutContactInformation'])],
  guidance: {
    en: [
      'Ask whoever made this call why; if it was planned, say so in the thread of this card.',
      'The phone number is a way back into root: make sure that it is yours.',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하고, 계획된 작업이라면 이 카드의 스레드에 남겨 주세요.',
      '전화번호는 루트를 되찾는 수단입니다. 회사의 번호인지 확인하세요.',
    ],
  },
  examples: () => [
    { name: 'address and phone', record: roleCallOn('PutContactInformation', 'account', {}), raises: 'high' },
    {
      name: 'it is only looked at',
      record: roleCallOn('GetContactInformation', 'account', {}, { readOnly: true }),
      raises: 'nothing',
    },
  ],
});
