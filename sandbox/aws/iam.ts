import { textAt } from '../../src/core/json.ts';
import type { AccountState } from './accounts.ts';
import { reportOf, reportTimes } from './credential-report.ts';
import { AwsError, common, ownKind } from './errors.ts';
import { iamOwn } from './iam-own.ts';
import { paged } from './iam-pages.ts';
import { iamRoles } from './iam-roles.ts';
import { iamUsers } from './iam-users.ts';
import { organizationId } from './organization.ts';
import { rootSerials } from './root-devices.ts';
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

const listVirtualMfaDevices: Operation = ({ account, input }) => {
  const status = textAt(input, 'AssignmentStatus') ?? 'Any';
  if (!['Assigned', 'Unassigned', 'Any'].includes(status)) {
    throw new AwsError(common.invalid, "Value at 'assignmentStatus' failed to satisfy constraint");
  }
  const devices = devicesOf(account).filter(
    ({ User }) => status === 'Any' || (status === 'Assigned') === !!User,
  );
  return paged('VirtualMFADevices', devices, input);
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
    ...iamOwn,
    ...iamRoles,
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

/** Root's devices come last and, as the console now asks for a name, have one that does not give them away. */
function devicesOf(account: AccountState): readonly Device[] {
  const { id } = account;
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
  const ofRoot = rootSerials(account)
    .filter((serial) => serial.includes(':mfa/'))
    .map((SerialNumber) => ({
      SerialNumber,
      EnableDate: enabledAt,
      User: { UserId: id, Arn: `arn:aws:iam::${id}:root`, CreateDate: enabledAt },
    }));
  return [...ofUsers, unassigned, ...ofRoot];
}
