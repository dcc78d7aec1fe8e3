import { defineDetection } from '../core/detection.ts';
import { roleCall, roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';

const services = ['account', 'organizations', 'billingconsole'];

export default defineDetection({
  title: { en: 'An account is being closed', ko: '계정이 해지되는 중입니다' },
  deed: { en: 'account closed', ko: '계정 해지' },
  severity: (event) => (event.outcome === 'success' ? 'critical' : 'high'),
  because: (event) => (event.outcome === 'success' ? ['account-gone'] : ['attempt', 'denied']),
  matches: (event) => services.some((service) => isCallTo(event, service, ['CloseAccount'])),
  listens: services.map((service) => callsTo(service, ['CloseAccount'])),
  guidance: {
    en: [
      'Ask whoever made this call why; if it was planned, say so in the thread of this card.',
      'If nobody can say: AWS Support can open it again within 90 days. Call them now.',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하고, 계획된 작업이라면 이 카드의 스레드에 남겨 주세요.',
      '아무도 모른다면 90일 안에 AWS Support가 다시 열 수 있습니다. 지금 연락하세요.',
    ],
  },
  references: { Elastic: 'impact_aws_account_closed' },
  examples: () => [
    {
      name: 'by the management account',
      record: roleCallOn('CloseAccount', 'organizations', { accountId: '444455556666' }),
      raises: 'critical',
    },
    { name: 'by the account itself', record: roleCallOn('CloseAccount', 'account', {}), raises: 'critical' },
    {
      name: 'in the billing console',
      record: roleCallOn('CloseAccount', 'billingconsole', {}),
      raises: 'critical',
    },
    {
      name: 'an attempt that AWS denied',
      record: roleCall('CloseAccount', 'organizations', { errorCode: 'AccessDenied' }),
      raises: 'high',
    },
    {
      name: 'its result, reported by AWS',
      record: roleCallOn('CloseAccountResult', 'organizations', {}, { eventType: 'AwsServiceEvent' }),
      raises: 'nothing',
    },
  ],
});
