import { defineDetection } from '../core/detection.ts';
import { roleCall, roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';
import { at, textAt } from '../core/json.ts';
import type { RootEvent } from '../core/root-event.ts';

const guardDuty = [
  'DeleteDetector',
  'UpdateDetector',
  'CreateFilter',
  'UpdateFilter',
  'CreateIPSet',
  'UpdateIPSet',
  'StopMonitoringMembers',
  'DisassociateMembers',
  'DisassociateFromAdministratorAccount',
];
const config = ['StopConfigurationRecorder', 'DeleteConfigurationRecorder', 'DeleteDeliveryChannel'];
const securityHub = ['DisableSecurityHub', 'DisableSecurityHubV2', 'BatchDisableStandards'];

export default defineDetection({
  title: {
    en: 'A service that reports on root was weakened: {event}',
    ko: '루트를 보고하는 서비스가 약화되었습니다: {event}',
  },
  severity: () => 'medium',
  because: (event) => (event.outcome === 'success' ? ['feed-weaker'] : ['attempt', 'denied']),
  matches: (event) =>
    (isCallTo(event, 'guardduty', guardDuty) && weakens(event)) ||
    isCallTo(event, 'config', config) ||
    isCallTo(event, 'securityhub', securityHub),
  listens: [callsTo('guardduty', guardDuty), callsTo('config', config), callsTo('securityhub', securityHub)],
  guidance: {
    en: [
      'Ask whoever made this call why; if it was planned, say so in the thread of this card.',
      "RootGuard still hears of root by CloudTrail, but no longer by this service's findings: switch it back on.",
    ],
    ko: [
      '이 호출을 한 사람에게 이유를 확인하고, 계획된 작업이라면 이 카드의 스레드에 남겨 주세요.',
      'RootGuard는 CloudTrail로 계속 듣지만 이 서비스의 결과는 더 이상 받지 못합니다. 다시 활성화하세요.',
    ],
  },
  references: {
    Panther: 'AWS.CloudTrail.SecurityConfigurationChange',
    Elastic: 'defense_evasion_guardduty_detector_deletion',
  },
  examples: () => [
    {
      name: 'GuardDuty is deleted',
      record: roleCallOn('DeleteDetector', 'guardduty', { detectorId: 'd1' }),
      raises: 'medium',
    },
    {
      name: 'GuardDuty is suspended',
      record: roleCallOn('UpdateDetector', 'guardduty', { detectorId: 'd1', enable: false }),
      raises: 'medium',
    },
    {
      name: 'a filter archives findings unseen',
      record: roleCallOn('CreateFilter', 'guardduty', { detectorId: 'd1', action: 'ARCHIVE' }),
      raises: 'medium',
    },
    {
      name: 'addresses that GuardDuty trusts from now on',
      record: roleCallOn('CreateIPSet', 'guardduty', { detectorId: 'd1', activate: true }),
      raises: 'medium',
    },
    {
      name: 'Config stops recording',
      record: roleCall('StopConfigurationRecorder', 'config'),
      raises: 'medium',
    },
    {
      name: 'Security Hub is switched off',
      record: roleCall('DisableSecurityHub', 'securityhub'),
      raises: 'medium',
    },
    {
      name: 'an attempt that AWS denied',
      record: roleCall('UpdateDetector', 'guardduty', { errorCode: 'AccessDenied' }),
      raises: 'medium',
    },
    {
      name: 'GuardDuty is switched on',
      record: roleCallOn('UpdateDetector', 'guardduty', { detectorId: 'd1', enable: true }),
      raises: 'nothing',
    },
    {
      name: 'a filter that only sorts',
      record: roleCallOn('CreateFilter', 'guardduty', { detectorId: 'd1', action: 'NOOP' }),
      raises: 'nothing',
    },
  ],
});

/** Of the calls that may weaken or strengthen GuardDuty, by their parameters; a denied call may carry none. */
function weakens({ name, request, outcome }: RootEvent): boolean {
  if (outcome === 'failure' && request === undefined) return true;
  if (name === 'UpdateDetector') return at(request, 'enable') === false;
  if (name === 'CreateFilter' || name === 'UpdateFilter') return textAt(request, 'action') === 'ARCHIVE';
  if (name === 'CreateIPSet' || name === 'UpdateIPSet') return at(request, 'activate') !== false;
  return true;
}
