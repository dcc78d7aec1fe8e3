import { textAt } from '../../src/core/json.ts';
import { covers } from './accounts.ts';
import { AwsError, common } from './errors.ts';
import type { AccessKey } from './keys.ts';
import type { Call, World } from './world.ts';

/**
 * What the task of an audit allows.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html#security-iam-awsmanpol-IAMAuditRootUserCredentials
 */
export const auditTask: readonly string[] = [
  'iam:GetAccessKeyLastUsed',
  'iam:GetAccountSummary',
  'iam:GetLoginProfile',
  'iam:GetUser',
  'iam:ListAccessKeys',
  'iam:ListMFADevices',
  'iam:ListSigningCertificates',
];

/** What each task policy allows. https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html */
const tasks: ReadonlyMap<string, readonly string[]> = new Map([
  ['IAMAuditRootUserCredentials', auditTask],
  ['IAMCreateRootUserPassword', ['iam:CreateLoginProfile', 'iam:GetLoginProfile']],
  [
    'IAMDeleteRootUserCredentials',
    [
      ...auditTask,
      'iam:DeactivateMFADevice',
      'iam:DeleteAccessKey',
      'iam:DeleteLoginProfile',
      'iam:DeleteSigningCertificate',
    ],
  ],
  [
    'S3UnlockBucketPolicy',
    ['s3:DeleteBucketPolicy', 's3:GetBucketPolicy', 's3:ListAllMyBuckets', 's3:PutBucketPolicy'],
  ],
  [
    'SQSUnlockQueuePolicy',
    ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ListQueues', 'sqs:SetQueueAttributes'],
  ],
]);

/** Reads what sts:AssumeRoot was asked for. Throws AwsError where STS finds it ill-formed. */
export function readRootTask({ input }: Call) {
  const target = textAt(input, 'TargetPrincipal') ?? '';
  const [, account] = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(target) ?? [];
  if (account === undefined) throw new AwsError(common.invalid, `${target} is no member account.`);
  const arn = textAt(input, 'TaskPolicyArn.arn') ?? '';
  const task = /^arn:aws:iam::aws:policy\/root-task\/(\w+)$/.exec(arn)?.[1] ?? '';
  if (!tasks.has(task)) throw new AwsError(common.invalid, `${arn} is no root task policy.`);
  const seconds = Number(textAt(input, 'DurationSeconds') ?? 900);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 900)
    throw new AwsError(common.invalid, "Value at 'durationSeconds' failed to satisfy constraint: 0 to 900");
  return { account, task, seconds };
}

/** Throws AwsError unless the caller may open a root session in the account. STS does not say what is missing. */
export function refuseRoot(
  account: string,
  { caller }: Call,
  { accounts, central, hubAccount }: World,
): void {
  const isAdministrator = caller.account === hubAccount || central.iamAdministrators.includes(caller.account);
  const isManaged =
    central.exists && central.iamTrusted && central.features.includes('RootCredentialsManagement');
  const isMember = account !== hubAccount && accounts.get(account)?.state === 'ACTIVE';
  if (isAdministrator && isManaged && isMember && caller.task === undefined) return;
  throw new AwsError(
    common.denied,
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::${account}:root`,
  );
}

/** Throws AwsError if a root session may not do it: its task does not allow it, or a service control policy denies root. */
export function refuseOutsideTask(key: AccessKey, action: string, { central }: World): void {
  if (key.task === undefined || action === 'sts:GetCallerIdentity') return;
  const refused = (by: string) =>
    new AwsError(common.denied, `User: ${key.arn} is not authorized to perform: ${action} ${by}`);
  if (!covers(tasks.get(key.task) ?? [], action)) throw refused('with an explicit deny in a session policy');
  const reaches = central.denialTarget !== 'nothing';
  if (central.rootDenial === 'blocking' && reaches)
    throw refused('with an explicit deny in a service control policy');
}
