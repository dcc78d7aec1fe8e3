import { defineDetection } from '../core/detection.ts';
import { findingEvent } from '../core/example-guard.ts';
import { type JsonObject, objectAt, textAt } from '../core/json.ts';
import type { RootEvent } from '../core/root-event.ts';

export default defineDetection({
  title: { en: 'GuardDuty saw root being used', ko: 'GuardDuty가 루트 사용을 발견했습니다' },
  severity: () => 'medium',
  because: () => ['other-service'],
  matches: (event) =>
    event.kind === 'finding' && event.name === 'Policy:IAMUser/RootCredentialUsage' && !calledByAws(event),
  listens: [
    {
      source: ['aws.guardduty'],
      'detail-type': ['GuardDuty Finding'],
      detail: { type: ['Policy:IAMUser/RootCredentialUsage'] },
    },
  ],
  guidance: {
    en: [
      'Look for the card of the root session that this speaks of; RootGuard joins the two where it can.',
      'If there is no such card: CloudTrail did not reach RootGuard. Run `/rootguard check`.',
    ],
    ko: [
      '이 결과가 말하는 루트 세션의 카드를 찾으세요. RootGuard가 가능하면 하나로 합칩니다.',
      '그런 카드가 없다면 CloudTrail 이벤트가 RootGuard에 도달하지 않은 것입니다. `/rootguard check`를 실행하세요.',
    ],
  },
  references: { GuardDuty: 'Policy:IAMUser/RootCredentialUsage' },
  examples: () => [
    {
      name: 'root was used',
      envelope: usage({ callerType: 'Remote IP', remoteIpDetails: { ipAddressV4: '198.51.100.7' } }),
      raises: 'medium',
    },
    {
      name: 'root was used at the console, which calls on behalf of whoever signed in',
      envelope: usage({ callerType: 'Domain', domainDetails: { domain: 'signin.amazonaws.com' } }),
      raises: 'medium',
    },
    {
      name: 'an AWS service called with the root identity',
      envelope: usage({ callerType: 'Domain', domainDetails: { domain: 'autoscaling.amazonaws.com' } }),
      raises: 'nothing',
    },
    {
      name: 'a finding about something else',
      envelope: findingEvent('aws.guardduty', 'GuardDuty Finding', {
        id: 'f',
        type: 'Recon:EC2/Portscan',
        accountId: '111122223333',
        updatedAt: '2026-11-23T05:02:11Z',
      }),
      raises: 'nothing',
    },
  ],
});

/**
 * True when an AWS service made the call: GuardDuty then calls it a `Domain` of amazonaws.com, or `AWSService`. A call by a
 * person comes from a `Remote IP`, or through the console's own domain.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AwsApiCallAction.html
 */
function calledByAws({ raw }: RootEvent): boolean {
  const call = objectAt(raw, 'service', 'action', 'awsApiCallAction');
  const kind = textAt(call, 'callerType');
  if (kind === 'AWSService') return true;
  const domain = textAt(call, 'domainDetails', 'domain') ?? '';
  return kind === 'Domain' && domain.endsWith('.amazonaws.com') && !domain.startsWith('signin.');
}

function usage(awsApiCallAction: JsonObject): JsonObject {
  return findingEvent('aws.guardduty', 'GuardDuty Finding', {
    id: 'finding-1',
    type: 'Policy:IAMUser/RootCredentialUsage',
    accountId: '111122223333',
    severity: 2,
    updatedAt: '2026-11-23T05:02:11Z',
    resource: {
      accessKeyDetails: { userType: 'Root', userName: 'Root', accessKeyId: 'ASIAIOSFODNN7EXAMPLE' },
    },
    service: { action: { actionType: 'AWS_API_CALL', awsApiCallAction } },
  });
}
