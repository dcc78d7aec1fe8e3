import { at, type JsonObject, objectAt, textAt } from './json.ts';
import type { Actor } from './root-event.ts';

/** What differs between the services. */
export interface Reading {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly account?: string | undefined;
  readonly updatedAt?: string | undefined;
  readonly sourceIp?: string | undefined;
  readonly actor?: Partial<Actor>;
  /** False where the service says that all is well. */
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

/** Security Hub sends lists; the first finding about root that fails speaks for the list, else the first. */
function securityHub(detail: JsonObject): Reading {
  const list = at(detail, 'findings');
  const findings: readonly unknown[] = Array.isArray(list) ? list : [];
  const first = findings.find(aboutRoot) ?? findings[0];
  return {
    id: textAt(first, 'Id'),
    name: controlOf(first),
    account: textAt(first, 'AwsAccountId'),
    updatedAt: textAt(first, 'UpdatedAt'),
    failed: textAt(first, 'Compliance', 'Status') === 'FAILED' && textAt(first, 'RecordState') !== 'ARCHIVED',
  };
}

/** The controls about root: keys, hardware MFA, MFA, use, and the alarm on use. */
export const rootControls: ReadonlySet<string> = new Set([
  'IAM.4',
  'IAM.6',
  'IAM.9',
  'IAM.20',
  'CloudWatch.1',
]);

function aboutRoot(finding: unknown): boolean {
  return rootControls.has(controlOf(finding) ?? '') && textAt(finding, 'Compliance', 'Status') === 'FAILED';
}

/** New findings name the control; older ones carry it at the end of their generator's id. */
function controlOf(finding: unknown): string | undefined {
  return (
    textAt(finding, 'Compliance', 'SecurityControlId') ?? textAt(finding, 'GeneratorId')?.split('/').at(-1)
  );
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

/** How to read each kind of finding, by its detail-type. */
export const findingReaders: Readonly<Record<string, (detail: JsonObject) => Reading>> = {
  'GuardDuty Finding': guardDuty,
  'Security Hub Findings - Imported': securityHub,
  'Config Rules Compliance Change': config,
  'Trusted Advisor Check Item Refresh Notification': trustedAdvisor,
  'AWS Health Event': health,
  'AWS Health Abuse Event': health,
  'Sign-in Anomaly Alert': signInAnomaly,
  'Region Opt-In Status Change': regionOptIn,
};
