import { defineDetection } from '../core/detection.ts';
import { findingEvent, roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';
import { textAt } from '../core/json.ts';
import type { RootEvent } from '../core/root-event.ts';

const calls = ['EnableRegion', 'DisableRegion'];

export default defineDetection({
  title: { en: 'A Region was switched on or off', ko: '리전이 활성화 또는 비활성화되었습니다' },
  severity: () => 'medium',
  because: (event) => {
    // The Region's own event tells of a change that was made; only a call can be refused.
    if (event.kind === 'cloudtrail' && event.outcome === 'failure') return ['attempt', 'denied'];
    return [isOff(event) ? 'region-off' : 'region-unseen'];
  },
  matches: (event) => isCallTo(event, 'account', calls) || event.name === 'RegionOptInStatusChange',
  listens: [
    callsTo('account', calls),
    { source: ['aws.account'], 'detail-type': ['Region Opt-In Status Change'] },
  ],
  guidance: {
    en: [
      'Ask whoever made this call why; if it was planned, say so in the thread of this card.',
      "A new Region has no forwarding rule yet: deploy RootGuard's member stack there.",
      'In a Region that was switched off, resources go on running and costing: see what you have there.',
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하고, 계획된 작업이라면 이 카드의 스레드에 남겨 주세요.',
      '새 리전에는 아직 전달 규칙이 없습니다. RootGuard 멤버 스택을 배포하세요.',
      '비활성화된 리전의 리소스는 계속 실행되고 비용도 나갑니다. 그 리전에 무엇이 있는지 확인하세요.',
    ],
  },
  references: { Sigma: 'aws_cloudtrail_region_enabled' },
  examples: () => [
    {
      name: 'on',
      record: roleCallOn('EnableRegion', 'account', { regionName: 'ap-east-1' }),
      raises: 'medium',
    },
    {
      name: 'off',
      record: roleCallOn('DisableRegion', 'account', { regionName: 'ap-east-1' }),
      raises: 'medium',
    },
    {
      name: 'as the Region itself reports it',
      envelope: findingEvent('aws.account', 'Region Opt-In Status Change', {
        accountId: '111122223333',
        status: 'ENABLED',
      }),
      raises: 'medium',
    },
    {
      name: 'it is only looked at',
      record: roleCallOn('ListRegions', 'account', {}, { readOnly: true }),
      raises: 'nothing',
    },
  ],
});

/** The Region's own event says DISABLING, then DISABLED. */
function isOff({ name, raw }: RootEvent): boolean {
  return name === 'DisableRegion' || (textAt(raw, 'status')?.startsWith('DISABL') ?? false);
}
