import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { aboutOwn, callsTo, isCallTo } from '../core/guard-call.ts';

const calls = [
  'ScheduleKeyDeletion',
  'DisableKey',
  'PutKeyPolicy',
  'DeleteImportedKeyMaterial',
  'DeleteAlias',
  'UpdateAlias',
];

export default defineDetection({
  title: {
    en: "The key of RootGuard's secrets was changed: {event}",
    ko: 'RootGuard 비밀 값의 키가 변경되었습니다: {event}',
  },
  severity: () => 'high',
  because: (event) => (event.outcome === 'success' ? ['guard-touched'] : ['guard-touched', 'denied']),
  // A key is called by its id, which no name tells: the stack's parameter SecretKey does.
  matches: (event, guard) => isCallTo(event, 'kms', calls) && aboutOwn(event, guard, 'keyId', 'aliasName'),
  listens: [callsTo('kms', calls)],
  guidance: {
    en: [
      'Ask whoever made this call why. Without the key RootGuard cannot read its Slack token, and falls silent.',
      'Undo it: `aws kms cancel-key-deletion --key-id KEY_ID`, then `aws kms enable-key --key-id KEY_ID`.',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하세요. 키가 없으면 RootGuard가 Slack 토큰을 읽지 못해 침묵하게 됩니다.',
      '되돌리세요. `aws kms cancel-key-deletion --key-id KEY_ID`, 이어서 `aws kms enable-key --key-id KEY_ID`를 실행하면 됩니다.',
    ],
  },
  examples: () => [
    {
      name: 'its alias is taken away',
      record: roleCallOn('DeleteAlias', 'kms', { aliasName: 'alias/rootguard' }),
      raises: 'high',
    },
    {
      name: 'another key',
      record: roleCallOn('ScheduleKeyDeletion', 'kms', { keyId: '00000000-0000-4000-8000-00000000000b' }),
      raises: 'nothing',
    },
  ],
});
