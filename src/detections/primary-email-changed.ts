import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';

const calls = ['StartPrimaryEmailUpdate', 'AcceptPrimaryEmailUpdate'];

export default defineDetection({
  title: { en: 'The root e-mail address is being changed', ko: '루트 이메일 주소를 변경하는 중입니다' },
  severity: (event) => (event.outcome === 'success' ? 'critical' : 'high'),
  because: (event) => (event.outcome === 'success' ? ['root-credential'] : ['attempt', 'denied']),
  matches: (event) =>
    isCallTo(event, 'account', calls) || isCallTo(event, 'iam', ['UpdateAccountEmailAddress']),
  listens: [callsTo('account', calls), callsTo('iam', ['UpdateAccountEmailAddress'])],
  guidance: {
    en: [
      'Ask whoever made this call why; if it was planned, say so in the thread of this card.',
      'Whoever owns the new address owns root. If nobody can say: call AWS Support at once.',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하고, 계획된 작업이라면 이 카드의 스레드에 남겨 주세요.',
      '새 주소의 주인이 루트의 주인이 됩니다. 아무도 모른다면 바로 AWS Support에 연락하세요.',
    ],
  },
  examples: () => [
    {
      name: 'it begins',
      record: roleCallOn('StartPrimaryEmailUpdate', 'account', { accountId: '444455556666' }),
      raises: 'critical',
    },
    {
      name: 'the code was typed',
      record: roleCallOn('AcceptPrimaryEmailUpdate', 'account', { accountId: '444455556666' }),
      raises: 'critical',
    },
    { name: 'by way of IAM', record: roleCallOn('UpdateAccountEmailAddress', 'iam', {}), raises: 'critical' },
    {
      name: 'it is only looked at',
      record: roleCallOn('GetPrimaryEmail', 'account', {}, { readOnly: true }),
      raises: 'nothing',
    },
  ],
});
