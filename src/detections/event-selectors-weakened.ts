import { defineDetection } from '../core/detection.ts';
import { rootIdentity } from '../core/example-event.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';
import { at, flagAt, textAt } from '../core/json.ts';
import { isRoot } from '../core/root-actor.ts';
import type { RootEvent } from '../core/root-event.ts';

export default defineDetection({
  title: {
    en: 'CloudTrail was told to leave root out',
    ko: 'CloudTrail이 루트 이벤트를 기록하지 않게 바뀌었습니다',
  },
  // A role may try by mistake; who is root and tries to go unseen was only stopped by a policy.
  deed: { en: 'trail weakened', ko: '추적 약화' },
  severity: (event) => (event.outcome === 'success' || isRoot(event) ? 'high' : 'medium'),
  because: (event) => (event.outcome === 'success' ? ['trail-weaker'] : ['attempt', 'denied']),
  matches: (event) => isCallTo(event, 'cloudtrail', ['PutEventSelectors']) && !stillLogsRoot(event),
  listens: [callsTo('cloudtrail', ['PutEventSelectors'])],
  guidance: {
    en: [
      'Ask whoever made this call why the trail no longer logs management events (write events included).',
      'If nobody can say: put the event selectors back to management events, read and write.',
      'Run `/rootguard check` to see that the trail logs root again.',
    ],
    ko: [
      '이 호출을 한 사람에게 왜 추적이 관리 이벤트(쓰기 포함)를 기록하지 않게 했는지 확인하세요.',
      '아무도 모른다면 이벤트 선택기를 관리 이벤트, 읽기와 쓰기로 되돌리세요.',
      '`/rootguard check`로 추적이 다시 루트를 기록하는지 확인하세요.',
    ],
  },
  references: {
    Panther: 'AWS.CloudTrail.EventSelectorsDisabled',
    Elastic: 'defense_evasion_cloudtrail_management_events_disabled',
  },
  examples: () => [
    {
      name: 'management events are left out',
      record: selectors({ eventSelectors: [{ readWriteType: 'All', includeManagementEvents: false }] }),
      raises: 'high',
    },
    {
      name: 'reads only: what root changes is not logged',
      record: selectors({ eventSelectors: [{ readWriteType: 'ReadOnly', includeManagementEvents: true }] }),
      raises: 'high',
    },
    {
      name: 'advanced selectors of data events alone',
      record: selectors({
        advancedEventSelectors: [{ fieldSelectors: [{ field: 'eventCategory', equals: ['Data'] }] }],
      }),
      raises: 'high',
    },
    {
      name: 'an attempt that AWS denied: what was asked for is not told',
      record: { ...selectors({}), requestParameters: null, errorCode: 'AccessDenied' },
      raises: 'medium',
    },
    {
      name: 'root tries, and a policy of the organization refuses',
      record: {
        ...selectors({}),
        requestParameters: null,
        errorCode: 'AccessDenied',
        userIdentity: rootIdentity,
      },
      raises: 'high',
    },
    {
      name: 'coverage is restored',
      record: selectors({ eventSelectors: [{ readWriteType: 'All', includeManagementEvents: true }] }),
      raises: 'nothing',
    },
    {
      name: 'advanced selectors of management events',
      record: selectors({
        advancedEventSelectors: [{ fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] }],
      }),
      raises: 'nothing',
    },
  ],
});

function selectors(parameters: Readonly<Record<string, unknown>>) {
  return roleCallOn('PutEventSelectors', 'cloudtrail', { trailName: 'organization', ...parameters });
}

/** True if some selector still lets management writes of every service through. */
function stillLogsRoot({ request }: RootEvent): boolean {
  return (
    listAt(request, 'eventSelectors').some(basicAdmits) ||
    listAt(request, 'advancedEventSelectors').some(advancedAdmits)
  );
}

function basicAdmits(selector: unknown): boolean {
  return (
    flagAt(selector, 'includeManagementEvents') !== false && textAt(selector, 'readWriteType') !== 'ReadOnly'
  );
}

function advancedAdmits(selector: unknown): boolean {
  const fields = listAt(selector, 'fieldSelectors');
  const allowed = (name: string) =>
    fields.filter((field) => textAt(field, 'field') === name).flatMap((field) => listAt(field, 'equals'));
  const onlyOf = (name: string, needed: string) =>
    allowed(name).length === 0 || allowed(name).includes(needed);
  return (
    allowed('eventCategory').includes('Management') &&
    onlyOf('readOnly', 'false') &&
    onlyOf('eventSource', 'signin.amazonaws.com')
  );
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
}
