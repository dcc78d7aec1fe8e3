import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';
import { textAt } from '../core/json.ts';

const calls = ['PutAlternateContact', 'DeleteAlternateContact'];

export default defineDetection({
  title: { en: 'An alternate contact was changed', ko: '대체 연락처가 변경되었습니다' },
  deed: { en: 'contact changed', ko: '연락처 변경' },
  severity: (event) => (textAt(event.request, 'alternateContactType') === 'SECURITY' ? 'high' : 'medium'),
  because: (event) => (event.outcome === 'success' ? ['contact-changed'] : ['attempt', 'denied']),
  matches: (event) => isCallTo(event, 'account', calls),
  listens: [callsTo('account', calls)],
  guidance: {
    en: [
      'Ask whoever made this call why; if it was planned, say so in the thread of this card.',
      'AWS sends security and abuse mail to the security contact: make sure that it reaches your people (`/rootguard guide contacts`).',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하고, 계획된 작업이라면 이 카드의 스레드에 남겨 주세요.',
      'AWS는 보안 메일과 악용 신고를 보안 연락처로 보냅니다. 담당자가 받는지 확인하세요(`/rootguard guide contacts`).',
    ],
  },
  examples: () => [
    {
      name: 'the security contact',
      record: roleCallOn('PutAlternateContact', 'account', { alternateContactType: 'SECURITY' }),
      raises: 'high',
    },
    {
      name: 'the billing contact',
      record: roleCallOn('DeleteAlternateContact', 'account', { alternateContactType: 'BILLING' }),
      raises: 'medium',
    },
    {
      name: 'it is only looked at',
      record: roleCallOn(
        'GetAlternateContact',
        'account',
        { alternateContactType: 'SECURITY' },
        { readOnly: true },
      ),
      raises: 'nothing',
    },
  ],
});
