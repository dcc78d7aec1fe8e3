import { defineDetection, type Guard } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { aboutOwn, callsTo, isCallTo } from '../core/guard-call.ts';
import { at } from '../core/json.ts';
import type { RootEvent } from '../core/root-event.ts';

const parameters = ['PutParameter', 'DeleteParameter', 'DeleteParameters'];
const secrets = ['PutSecretValue', 'UpdateSecret', 'DeleteSecret'];

export default defineDetection({
  title: {
    en: "RootGuard's secret was changed: {event}",
    ko: 'RootGuard의 비밀 값이 변경되었습니다: {event}',
  },
  severity: () => 'high',
  because: (event) => (event.outcome === 'success' ? ['guard-touched'] : ['guard-touched', 'denied']),
  matches: (event, guard) =>
    (isCallTo(event, 'ssm', parameters) && (aboutOwn(event, guard, 'name') || namesOwn(event, guard))) ||
    (isCallTo(event, 'secretsmanager', secrets) && aboutOwn(event, guard, 'secretId')),
  listens: [callsTo('ssm', parameters), callsTo('secretsmanager', secrets)],
  guidance: {
    en: [
      "If somebody rotated Slack's token or signing secret, say so in the thread of this card.",
      'If not: RootGuard may soon be unable to post. Put the right value back and check that a card still arrives.',
    ],
    ko: [
      'Slack 토큰이나 서명 비밀을 교체한 것이라면 이 카드의 스레드에 남겨 주세요.',
      '아니라면 곧 RootGuard가 게시하지 못할 수 있습니다. 올바른 값으로 되돌리고 카드가 오는지 확인하세요.',
    ],
  },
  examples: () => [
    {
      name: 'a parameter is overwritten',
      record: roleCallOn('PutParameter', 'ssm', { name: '/rootguard/slack/bot-token' }),
      raises: 'high',
    },
    {
      name: 'parameters are deleted',
      record: roleCallOn('DeleteParameters', 'ssm', { names: ['/orders/key', '/rootguard/slack/bot-token'] }),
      raises: 'high',
    },
    {
      name: 'a secret is deleted',
      record: roleCallOn('DeleteSecret', 'secretsmanager', { secretId: 'rootguard/slack' }),
      raises: 'high',
    },
    {
      name: 'another parameter',
      record: roleCallOn('PutParameter', 'ssm', { name: '/orders/key' }),
      raises: 'nothing',
    },
  ],
});

function namesOwn({ request }: RootEvent, guard: Guard): boolean {
  const names = at(request, 'names');
  return Array.isArray(names) && names.some((name) => typeof name === 'string' && guard.owns(name));
}
