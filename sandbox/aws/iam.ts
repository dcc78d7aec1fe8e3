import { textAt } from '../../src/core/json.ts';
import type { AccountState } from './accounts.ts';
import { reportOf, reportTimes } from './credential-report.ts';
import { AwsError, common, ownKind } from './errors.ts';
import { iamUsers } from './iam-users.ts';
import { organizationId } from './organization.ts';
import type { Operation, Service } from './world.ts';
import type { Reply } from './xml.ts';

const getAccountSummary: Operation = ({ account }) => ({ SummaryMap: summaryOf(account) });

/** A report younger than four hours is not made anew, however much has changed since. */
const generateCredentialReport: Operation = ({ account }, { now, reports }) => {
  const report = reports.get(account.id);
  if (report !== undefined && now() < report.readyAt) return { State: 'INPROGRESS' };
  if (report !== undefined && now() - report.readyAt < reportTimes.validity) return { State: 'COMPLETE' };
  reports.set(account.id, { content: reportOf(account), readyAt: now() + reportTimes.generation });
  return { State: 'STARTED', Description: 'No report exists. Starting a new report generation task' };
};

const getCredentialReport: Operation = ({ account }, { now, reports }) => {
  const report = reports.get(account.id);
  if (report === undefined) {
    throw new AwsError(ownKind('ReportNotPresent', 410), 'Credential report is not present');
  }
  if (now() < report.readyAt) {
    throw new AwsError(ownKind('ReportInProgress', 404), 'Credential report is not ready');
  }
  if (now() - report.readyAt >= reportTimes.validity) {
    throw new AwsError(ownKind('ReportExpired', 410), 'The most recent credential report has expired');
  }
  return {
    Content: Buffer.from(report.content).toString('base64'),
    ReportFormat: 'text/csv',
    GeneratedTime: new Date(report.readyAt).toISOString(),
  };
};

/** IAM may answer with fewer devices than asked for; this one always does, so that nobody forgets to ask on. */
const listVirtualMfaDevices: Operation = ({ account, input }) => {
  const status = textAt(input, 'AssignmentStatus') ?? 'Any';
  if (!['Assigned', 'Unassigned', 'Any'].includes(status)) {
    throw new AwsError(common.invalid, "Value at 'assignmentStatus' failed to satisfy constraint");
  }
  const devices = devicesOf(account).filter(
    ({ User }) => status === 'Any' || (status === 'Assigned') === !!User,
  );
  const start = readMarker(textAt(input, 'Marker'), devices.length);
  const end = start + Math.min(readMaxItems(textAt(input, 'MaxItems')), 2);
  const more = end < devices.length;
  return {
    VirtualMFADevices: devices.slice(start, end),
    IsTruncated: more,
    Marker: more ? markerFor(end) : undefined,
  };
};

/** Who may ask is asked first: a member learns nothing of its organisation's features. */
const listOrganizationsFeatures: Operation = ({ account }, { central, hubAccount }) => {
  const refused = (code: string, message: string) => new AwsError(ownKind(code, 400), message);
  if (!central.exists) throw refused('OrganizationNotFoundException', 'The account is in no organization.');
  if (account.id !== hubAccount && !central.iamAdministrators.includes(account.id)) {
    throw refused(
      'AccountNotManagementOrDelegatedAdministratorException',
      'The account is neither the management account nor a delegated administrator.',
    );
  }
  if (!central.iamTrusted)
    throw refused('ServiceAccessNotEnabledException', 'Trusted access for IAM is not enabled.');
  return { OrganizationId: organizationId, EnabledFeatures: central.features };
};

/** IAM as far as the root user goes. https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html */
export const iam: Service = {
  dialect: {
    protocol: 'query',
    version: '2010-05-08',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  },
  operations: {
    GetAccountSummary: getAccountSummary,
    GenerateCredentialReport: generateCredentialReport,
    GetCredentialReport: getCredentialReport,
    ListVirtualMFADevices: listVirtualMfaDevices,
    ListOrganizationsFeatures: listOrganizationsFeatures,
  },
};

function summaryOf(account: AccountState): ReadonlyMap<string, number> {
  return new Map([
    ['Users', iamUsers.length],
    ['UsersQuota', 5_000],
    ['Groups', 0],
    ['Roles', 12],
    ['Policies', 3],
    // These two count the devices of IAM users; they say nothing of root.
    ['MFADevices', iamUsers.length + 1],
    ['MFADevicesInUse', iamUsers.length],
    ['AccountMFAEnabled', account.rootMfa === 'none' ? 0 : 1],
    ['AccountAccessKeysPresent', account.rootAccessKeys],
    ['AccountPasswordPresent', account.rootPassword ? 1 : 0],
    ['AccountSigningCertificatesPresent', account.rootCertificates],
    ['AccessKeysPerUserQuota', 2],
    ['GlobalEndpointTokenVersion', 1],
  ]);
}

interface Device {
  readonly [key: string]: Reply;
  readonly User: Reply;
}

/** Root's device comes last and, as the console now asks for a name, has one that does not give it away. */
function devicesOf({ id, rootMfa }: AccountState): readonly Device[] {
  const enabledAt = '2021-06-01T08:00:00Z';
  const ofUsers = iamUsers.map((user) => ({
    SerialNumber: `arn:aws:iam::${id}:mfa/${user.name}`,
    EnableDate: enabledAt,
    User: {
      Path: '/',
      UserName: user.name,
      UserId: user.id,
      Arn: `arn:aws:iam::${id}:user/${user.name}`,
      CreateDate: enabledAt,
    },
  }));
  const unassigned = { SerialNumber: `arn:aws:iam::${id}:mfa/never-activated`, User: undefined };
  const ofRoot = {
    SerialNumber: `arn:aws:iam::${id}:mfa/custodian-phone`,
    EnableDate: enabledAt,
    User: { UserId: id, Arn: `arn:aws:iam::${id}:root`, CreateDate: enabledAt },
  };
  return [...ofUsers, unassigned, ...(rootMfa === 'virtual' ? [ofRoot] : [])];
}

function markerFor(position: number): string {
  return Buffer.from(`devices:${position}`).toString('base64');
}

function readMarker(marker: string | undefined, length: number): number {
  if (marker === undefined) return 0;
  const position = Number(/^devices:(\d+)$/.exec(Buffer.from(marker, 'base64').toString('utf8'))?.[1]);
  if (Number.isInteger(position) && position < length) return position;
  throw new AwsError(common.invalid, 'Invalid Marker.');
}

function readMaxItems(text: string | undefined): number {
  const count = Number(text ?? 100);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000) return count;
  throw new AwsError(common.invalid, "Value at 'maxItems' failed to satisfy constraint: between 1 and 1000");
}
