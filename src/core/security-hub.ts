import { at, type JsonObject, textAt } from './json.ts';

/** What is read of one finding of Security Hub. */
export interface ControlFinding {
  readonly id: string | undefined;
  /** The control, such as `IAM.4`. */
  readonly control: string | undefined;
  readonly account: string | undefined;
  readonly updatedAt: string | undefined;
  /** True while it is somebody's business: the control fails, and the finding was not put away. */
  readonly failed: boolean;
}

/** The controls about root: keys, hardware MFA, MFA, use, and the alarm on use. */
export const rootControls: ReadonlySet<string> = new Set([
  'IAM.4',
  'IAM.6',
  'IAM.9',
  'IAM.20',
  'CloudWatch.1',
]);

/**
 * The same controls by the numbers of older standards, by the end of the generator's id.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html, …/cloudwatch-controls.html
 */
export const olderControls: ReadonlyMap<string, string> = new Map([
  ['cis-aws-foundations-benchmark/v/1.2.0/rule/1.1', 'CloudWatch.1'],
  ['cis-aws-foundations-benchmark/v/1.2.0/rule/1.12', 'IAM.4'],
  ['cis-aws-foundations-benchmark/v/1.2.0/rule/1.13', 'IAM.9'],
  ['cis-aws-foundations-benchmark/v/1.2.0/rule/1.14', 'IAM.6'],
  ['cis-aws-foundations-benchmark/v/1.2.0/rule/3.3', 'CloudWatch.1'],
  ['cis-aws-foundations-benchmark/v/1.4.0/1.4', 'IAM.4'],
  ['cis-aws-foundations-benchmark/v/1.4.0/1.5', 'IAM.9'],
  ['cis-aws-foundations-benchmark/v/1.4.0/1.6', 'IAM.6'],
  ['cis-aws-foundations-benchmark/v/1.4.0/1.7', 'CloudWatch.1'],
  ['cis-aws-foundations-benchmark/v/1.4.0/4.3', 'CloudWatch.1'],
]);

/** Security Hub CSPM's form (ASFF): https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html */
export function asffFinding(finding: unknown): ControlFinding {
  return {
    id: textAt(finding, 'Id'),
    control:
      textAt(finding, 'Compliance', 'SecurityControlId') ?? generatedBy(textAt(finding, 'GeneratorId')),
    account: textAt(finding, 'AwsAccountId'),
    updatedAt: textAt(finding, 'UpdatedAt'),
    failed:
      textAt(finding, 'Compliance', 'Status') === 'FAILED' && textAt(finding, 'RecordState') !== 'ARCHIVED',
  };
}

/**
 * The new Security Hub's form (OCSF, Compliance Finding). Its status is told as a word and as a number; either is enough,
 * and 3 (fail) weighs more than a word that AWS may spell in another way.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-ocsf.html, https://schema.ocsf.io/1.6.0/classes/compliance_finding
 */
export function ocsfFinding(finding: unknown): ControlFinding {
  const word = textAt(finding, 'compliance', 'status')?.toLowerCase() ?? '';
  const fails = at(finding, 'compliance', 'status_id') === 3 || word.startsWith('fail');
  return {
    id: textAt(finding, 'finding_info', 'uid') ?? textAt(finding, 'metadata', 'uid'),
    control: textAt(finding, 'compliance', 'control'),
    account: textAt(finding, 'cloud', 'account', 'uid'),
    updatedAt: textAt(finding, 'finding_info', 'modified_time_dt') ?? textAt(finding, 'time_dt'),
    failed: fails && !putAway.has(at(finding, 'status_id')) && at(finding, 'activity_id') !== closed,
  };
}

/** OCSF's status_id: 4 is resolved, 5 archived. Suppressed (3) still fails, as it does in ASFF. */
const putAway: ReadonlySet<unknown> = new Set([4, 5]);

/** OCSF's activity_id of a finding that is closed. */
const closed = 3;

/** The findings of an event. AWS says that each event has one; a list is what it is all the same. */
export function findingsIn(detail: JsonObject): readonly unknown[] {
  const list = at(detail, 'findings');
  return Array.isArray(list) ? list : [];
}

/** New findings name the control; older ones carry it, or a number of their standard, at the end of their generator's id. */
function generatedBy(generator: string | undefined): string | undefined {
  const older = [...olderControls].find(([end]) => generator?.endsWith(`/${end}`) || generator === end);
  return older?.[1] ?? generator?.split('/').at(-1);
}
