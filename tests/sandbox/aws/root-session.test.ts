import {
  GetAccountSummaryCommand,
  GetLoginProfileCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListSigningCertificatesCommand,
  ListVirtualMFADevicesCommand,
  paginateListMFADevices,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  AssumeRootCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { healthyCentral } from '../../../sandbox/aws/organization.ts';
import { asObject, at, type JsonObject } from '../../../src/core/json.ts';
import { hub, member, useLocalAws } from './local-aws-fixture.ts';

const recorded: JsonObject[] = [];
const fixture = useLocalAws({ onRecord: (envelope) => void recorded.push(envelope) });
const policy = (name: string) => ({ arn: `arn:aws:iam::aws:policy/root-task/${name}` });
const request = { TargetPrincipal: member, TaskPolicyArn: policy('IAMAuditRootUserCredentials') };
let own: STSClient;
beforeAll(() => {
  own = new STSClient(fixture.settings);
});
beforeEach(() => {
  fixture.aws.setCentral(healthyCentral);
  fixture.aws.setAccount(member, { rootDevices: ['passkey', 'token', 'virtual'], state: 'ACTIVE', deny: [] });
  recorded.length = 0;
});
afterAll(() => own.destroy());

async function open(change: object = {}, sts = own) {
  const { Credentials: given } = await sts.send(new AssumeRootCommand({ ...request, ...change }));
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}

const asRoot = async (change: object = {}) =>
  new IAMClient({ ...fixture.settings, credentials: await open(change) });

test('a root session is root of the member, and sees what only root sees', async () => {
  fixture.aws.setAccount(member, { rootAccessKeys: 2, rootKeysActive: false, rootCertificates: 1 });
  const credentials = await open();
  const sts = new STSClient({ ...fixture.settings, credentials });
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: member,
    Arn: `arn:aws:iam::${member}:root`,
    UserId: member,
  });
  const iam = new IAMClient({ ...fixture.settings, credentials });
  const serials: (string | undefined)[] = [];
  for await (const { MFADevices = [] } of paginateListMFADevices({ client: iam }, {}))
    serials.push(...MFADevices.map(({ SerialNumber }) => SerialNumber));
  expect(serials).toEqual([
    `arn:aws:iam::${member}:u2f/root-account/custodian-key`,
    'GAHT12345671',
    `arn:aws:iam::${member}:mfa/custodian-phone-3`,
  ]);
  const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({}));
  expect(AccessKeyMetadata.map(({ Status }) => Status)).toEqual(['Inactive', 'Inactive']);
  const { Certificates } = await iam.send(new ListSigningCertificatesCommand({}));
  expect(Certificates).toHaveLength(1);
  const { LoginProfile } = await iam.send(new GetLoginProfileCommand({}));
  expect(LoginProfile?.CreateDate).toBeInstanceOf(Date);
  fixture.aws.setAccount(member, { rootPassword: false, rootAccessKeys: 0, rootCertificates: 0 });
  await expect(iam.send(new GetLoginProfileCommand({}))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    $metadata: { httpStatusCode: 404 },
  });
  fixture.aws.setAccount(member, { rootPassword: true });
  iam.destroy();
  sts.destroy();
});

test.each([
  ['the management account', { TargetPrincipal: hub }],
  ['an account that is not there', { TargetPrincipal: '999999999999' }],
])('nobody becomes root of %s', async (_name, change) => {
  await expect(open(change)).rejects.toMatchObject({ name: 'AccessDenied' });
});

test.each([
  ['an organization that does not manage root centrally', { features: [] }],
  ['an organization without trusted access for IAM', { iamTrusted: false }],
])('%s opens none', async (_name, central) => {
  fixture.aws.setCentral(central);
  await expect(open()).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
});

test('a suspended account opens none', async () => {
  fixture.aws.setAccount(member, { state: 'SUSPENDED' });
  await expect(open()).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('a member may ask only as a delegated administrator of IAM, and root itself never', async () => {
  const other = '999900001111';
  fixture.aws.setAccount(other, {});
  const role = `arn:aws:iam::${other}:role/rootguard/RootGuardAudit`;
  const { Credentials: given } = await own.send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'rootguard-audit' }),
  );
  const credentials = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
  const sts = new STSClient({ ...fixture.settings, credentials });
  await expect(open({}, sts)).rejects.toMatchObject({ name: 'AccessDenied' });
  fixture.aws.setCentral({ iamAdministrators: [other, member] });
  const session = await open({}, sts);
  expect(session.accessKeyId).toMatch(/^ASIA/);
  expect(at(recorded.at(-1), 'detail')).toMatchObject({
    recipientAccountId: other,
    userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { arn: role } } },
  });
  const root = new STSClient({ ...fixture.settings, credentials: session });
  await expect(open({}, root)).rejects.toMatchObject({ name: 'AccessDenied' });
  root.destroy();
  sts.destroy();
});

test.each([
  { TargetPrincipal: 'acme-dev-member' },
  { TaskPolicyArn: policy('AdministratorAccess') },
  { TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/AdministratorAccess' } },
  { DurationSeconds: 901 },
])('%j is refused', async (change) => {
  await expect(open(change)).rejects.toMatchObject({ name: 'ValidationError' });
});

test('a session does its task and nothing else', async () => {
  const audit = await asRoot();
  await expect(audit.send(new ListVirtualMFADevicesCommand({}))).rejects.toMatchObject({
    name: 'AccessDenied',
  });
  expect(await audit.send(new GetAccountSummaryCommand({}))).toBeDefined();
  const unlock = await asRoot({ TaskPolicyArn: policy('S3UnlockBucketPolicy') });
  await expect(unlock.send(new ListMFADevicesCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
  audit.destroy();
  unlock.destroy();
});

test('a service control policy that denies root without exempting such sessions stops them', async () => {
  fixture.aws.setCentral({ rootDenial: 'blocking' });
  const iam = await asRoot();
  await expect(iam.send(new ListMFADevicesCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
  iam.destroy();
});

test('whoever is no user is told so, and learns nothing of root', async () => {
  const iam = new IAMClient(fixture.settings);
  await expect(iam.send(new ListMFADevicesCommand({}))).rejects.toMatchObject({ name: 'ValidationError' });
  await expect(iam.send(new ListAccessKeysCommand({ UserName: 'nobody' }))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  });
  iam.destroy();
});

test('CloudTrail tells of the opening, by whom, and of what root then did, in each one’s account', async () => {
  const iam = await asRoot({ DurationSeconds: 120 });
  await iam.send(new ListMFADevicesCommand({ MaxItems: 5 }));
  iam.destroy();
  const [opening, call] = recorded.map((envelope) => asObject(at(envelope, 'detail')) ?? {});
  expect(recorded.map((envelope) => [envelope.source, envelope.account])).toEqual([
    ['aws.sts', hub],
    ['aws.iam', member],
  ]);
  expect(opening).toMatchObject({
    eventName: 'AssumeRoot',
    userIdentity: {
      type: 'AssumedRole',
      arn: `arn:aws:sts::${hub}:assumed-role/rootguard-WorkerRole-EXAMPLE/rootguard-worker`,
      sessionContext: {
        assumedRoot: 'true',
        sessionIssuer: { type: 'Role', userName: 'rootguard-WorkerRole-EXAMPLE' },
      },
    },
    requestParameters: {
      targetPrincipal: member,
      taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' },
      durationSeconds: 120,
    },
    recipientAccountId: hub,
  });
  expect(JSON.stringify(opening)).not.toMatch(/secret/i);
  expect(call).toMatchObject({
    eventName: 'ListMFADevices',
    eventSource: 'iam.amazonaws.com',
    readOnly: true,
    requestParameters: { maxItems: 5 },
    userIdentity: { type: 'Root', arn: `arn:aws:iam::${member}:root`, accountId: member },
    recipientAccountId: member,
  });
  expect(at(call, 'userIdentity', 'accessKeyId')).toBe(
    at(opening, 'responseElements', 'credentials', 'accessKeyId'),
  );
});

test('CloudTrail tells of what was refused, too; and EventBridge hears nothing without a trail', async () => {
  await expect(open({ TargetPrincipal: hub })).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(at(recorded[0], 'detail')).toMatchObject({ errorCode: 'AccessDenied', responseElements: null });
  fixture.aws.setAccount(hub, { trail: 'stopped' });
  await open();
  expect(recorded).toHaveLength(1);
  fixture.aws.setAccount(hub, { trail: 'logging' });
});
