import { textAt } from '../../src/core/json.ts';
import { covers } from './accounts.ts';
import { AwsError, common } from './errors.ts';
import type { SessionKey } from './keys.ts';
import { readRootTask, refuseRoot } from './root-tasks.ts';
import type { Call, Operation, Service, World } from './world.ts';

/** Needs no permission, and cannot be denied: that is AWS's own rule. */
const getCallerIdentity: Operation = ({ caller }) => ({
  Arn: caller.arn,
  UserId: caller.userId,
  Account: caller.account,
});

const assumeRole: Operation = (call, world) => {
  const { account, role } = readRole(call, world);
  const sessionName = textAt(call.input, 'RoleSessionName') ?? '';
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw new AwsError(
      common.invalid,
      "Value at 'roleSessionName' failed to satisfy constraint: [\\w+=,.@-]{2,64}",
    );
  }
  const seconds = Number(textAt(call.input, 'DurationSeconds') ?? 3_600);
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > 43_200) {
    throw new AwsError(
      common.invalid,
      "Value at 'durationSeconds' failed to satisfy constraint: 900 to 43200",
    );
  }
  const key = world.keys.issue({ account, role, sessionName, expiresAt: world.now() + seconds * 1_000 });
  return { Credentials: shownOnce(key), AssumedRoleUser: { AssumedRoleId: key.userId, Arn: key.arn } };
};

/**
 * Root of a member, for one task. Only the management account and delegated administrators of IAM may ask, and only where the
 * organization manages root centrally. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html
 */
const assumeRoot: Operation = (call, world) => {
  const { account, task, seconds } = readRootTask(call);
  refuseRoot(account, call, world);
  const key = world.keys.issueRoot({ account, task, expiresAt: world.now() + seconds * 1_000 });
  return { Credentials: shownOnce(key) };
};

/** STS: who am I, and let me act in another account. https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html */
export const sts: Service = {
  dialect: {
    protocol: 'query',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  },
  operations: { GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole, AssumeRoot: assumeRoot },
};

function shownOnce(key: SessionKey) {
  return {
    AccessKeyId: key.accessKeyId,
    SecretAccessKey: key.secretAccessKey,
    SessionToken: key.sessionToken,
    Expiration: new Date(key.expiresAt).toISOString(),
  };
}

/** STS does not say whether the account, the role or the trust is missing: all are AccessDenied. */
function readRole(
  call: Call,
  { accounts, names }: World,
): { readonly account: string; readonly role: string } {
  const arn = textAt(call.input, 'RoleArn') ?? '';
  const [, account, path] = /^arn:aws:iam::(\d{12}):role\/([\w+=,.@/-]+)$/.exec(arn) ?? [];
  if (account === undefined || path === undefined) throw new AwsError(common.invalid, `${arn} is invalid`);
  const trusts = accounts.get(account);
  const refused =
    trusts === undefined ||
    // A role of an account that is closed or elsewhere: the hub's own policy asks for aws:ResourceOrgID.
    trusts.state !== 'ACTIVE' ||
    covers(trusts.deny, 'sts:AssumeRole') ||
    (names.auditRoleName !== undefined && names.auditRoleName !== path) ||
    (names.externalId !== undefined && names.externalId !== textAt(call.input, 'ExternalId'));
  if (refused) {
    throw new AwsError(
      common.denied,
      `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    );
  }
  return { account, role: arn };
}
