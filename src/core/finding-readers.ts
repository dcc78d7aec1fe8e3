import { at, type JsonObject, objectAt, textAt } from './json.ts';
import type { Actor } from './root-event.ts';
import { asffFinding, type ControlFinding, findingsIn, ocsfFinding, rootControls } from './security-hub.ts';

/** What differs between the services. */
export interface Reading {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly account?: string | undefined;
  readonly updatedAt?: string | undefined;
  readonly sourceIp?: string | undefined;
  readonly actor?: Partial<Actor>;
  /** True where the service says that something is not as it should be. */
  readonly failed?: boolean;
}

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_cloudwatch.html */
function guardDuty(detail: JsonObject): Reading {
  const key = objectAt(detail, 'resource', 'accessKeyDetails');
  return {
    id: textAt(detail, 'id'),
    name: textAt(detail, 'type'),
    account: textAt(detail, 'accountId'),
    updatedAt: textAt(detail, 'updatedAt'),
    sourceIp: textAt(detail, 'service', 'action', 'awsApiCallAction', 'remoteIpDetails', 'ipAddressV4'),
    actor: {
      type: textAt(key, 'userType'),
      userName: textAt(key, 'userName'),
      accessKeyId: textAt(key, 'accessKeyId'),
    },
  };
}

/** Of a list, the first finding about root that fails speaks, else the first; `separated` parts a list before. */
function securityHub(read: (finding: unknown) => ControlFinding): (detail: JsonObject) => Reading {
  return (detail) => {
    const findings = findingsIn(detail).map(read);
    const speaks =
      findings.find(({ control, failed }) => failed && rootControls.has(control ?? '')) ?? findings[0];
    return { ...speaks, name: speaks?.control, failed: speaks?.failed ?? false };
  };
}

function config(detail: JsonObject): Reading {
  return {
    id: textAt(detail, 'configRuleARN'),
    name: textAt(detail, 'configRuleName'),
    account: textAt(detail, 'awsAccountId'),
    updatedAt: textAt(detail, 'newEvaluationResult', 'resultRecordedTime'),
    failed: textAt(detail, 'newEvaluationResult', 'complianceType') === 'NON_COMPLIANT',
  };
}

function trustedAdvisor(detail: JsonObject): Reading {
  const status = textAt(detail, 'status');
  return {
    id: textAt(detail, 'uuid'),
    name: textAt(detail, 'check-name'),
    failed: status === 'ERROR' || status === 'WARN',
  };
}

function health(detail: JsonObject): Reading {
  return {
    id: textAt(detail, 'eventArn'),
    name: textAt(detail, 'eventTypeCode'),
    account: textAt(detail, 'affectedAccount'),
    actor: { accessKeyId: entityOf(detail) },
  };
}

function entityOf(detail: JsonObject): string | undefined {
  const entities = at(detail, 'affectedEntities');
  return Array.isArray(entities) ? textAt(entities[0], 'entityValue') : undefined;
}

/** The schema is not published; whatever it holds is shown. */
function signInAnomaly(detail: JsonObject): Reading {
  return {
    name: 'SignInAnomaly',
    actor: { type: textAt(detail, 'userIdentity', 'type') ?? textAt(detail, 'principalType') },
  };
}

function regionOptIn(detail: JsonObject): Reading {
  return { name: 'RegionOptInStatusChange', account: textAt(detail, 'accountId') };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
function cloudWatchAlarm(detail: JsonObject): Reading {
  const name = textAt(detail, 'alarmName');
  return {
    id: name,
    name,
    updatedAt: textAt(detail, 'state', 'timestamp'),
    failed: textAt(detail, 'state', 'value') === 'ALARM',
  };
}

/** How to read each kind of finding, by its detail-type. */
export const findingReaders: Readonly<Record<string, (detail: JsonObject) => Reading>> = {
  'GuardDuty Finding': guardDuty,
  'Security Hub Findings - Imported': securityHub(asffFinding),
  'Findings Imported V2': securityHub(ocsfFinding),
  'Config Rules Compliance Change': config,
  'Trusted Advisor Check Item Refresh Notification': trustedAdvisor,
  'AWS Health Event': health,
  'AWS Health Abuse Event': health,
  'Sign-in Anomaly Alert': signInAnomaly,
  'Region Opt-In Status Change': regionOptIn,
  'CloudWatch Alarm State Change': cloudWatchAlarm,
};
