import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { hub, member, useLocalAws } from './local-aws-fixture.ts';

const fixture = useLocalAws();
let cloudTrail: CloudTrailClient;
beforeAll(() => {
  cloudTrail = new CloudTrailClient(fixture.settings);
});
afterAll(() => cloudTrail.destroy());

const arn = `arn:aws:cloudtrail:us-east-1:${hub}:trail/management-events`;

test('an account has one trail of all Regions', async () => {
  const { trailList } = await cloudTrail.send(new DescribeTrailsCommand({}));
  expect(trailList).toEqual([
    expect.objectContaining({ TrailARN: arn, IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true }),
  ]);
});

test('trails can be asked for by name and by ARN', async () => {
  const count = async (trailNameList: string[]) =>
    (await cloudTrail.send(new DescribeTrailsCommand({ trailNameList }))).trailList?.length;
  expect([await count([arn]), await count(['management-events']), await count(['other'])]).toEqual([1, 1, 0]);
});

test('an account without a trail has none', async () => {
  fixture.aws.setAccount(hub, { trail: 'none' });
  expect((await cloudTrail.send(new DescribeTrailsCommand({}))).trailList).toEqual([]);
  await expect(cloudTrail.send(new GetTrailStatusCommand({ Name: arn }))).rejects.toMatchObject({
    name: 'TrailNotFoundException',
  });
});

describe("a member that has the organization's trail alone", () => {
  let asMember: CloudTrailClient;
  const other = '999900002222';
  beforeAll(async () => {
    fixture.aws.setAccount(hub, { trail: 'logging' });
    fixture.aws.setAccount(other, { trail: 'organization' });
    const sts = new STSClient(fixture.settings);
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${other}:role/audit`, RoleSessionName: 'audit' }),
    );
    sts.destroy();
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    asMember = new CloudTrailClient({ ...fixture.settings, credentials });
  });
  afterAll(() => asMember.destroy());

  test('sees it as a shadow trail, by its ARN', async () => {
    const { trailList } = await asMember.send(new DescribeTrailsCommand({}));
    expect(trailList).toEqual([expect.objectContaining({ TrailARN: arn, IsOrganizationTrail: true })]);
    const own = await asMember.send(new DescribeTrailsCommand({ includeShadowTrails: false }));
    const named = await asMember.send(new DescribeTrailsCommand({ trailNameList: ['management-events'] }));
    expect([own.trailList, named.trailList]).toEqual([[], []]);
  });

  test('is told its status, by its ARN, and not its selectors', async () => {
    const status = (Name: string) => asMember.send(new GetTrailStatusCommand({ Name }));
    expect(await status(arn)).toMatchObject({ IsLogging: true });
    await expect(status('management-events')).rejects.toMatchObject({ name: 'TrailNotFoundException' });
    await expect(asMember.send(new GetEventSelectorsCommand({ TrailName: arn }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});

test.each([
  ['logging', true],
  ['stopped', false],
] as const)('a trail that is %s says so', async (trail, logging) => {
  fixture.aws.setAccount(hub, { trail });
  const status = await cloudTrail.send(new GetTrailStatusCommand({ Name: arn }));
  expect(status.IsLogging).toBe(logging);
  expect(status.StartLoggingTime).toBeInstanceOf(Date);
});

test('the selectors are the ones that CloudTrail starts with', async () => {
  const { EventSelectors } = await cloudTrail.send(new GetEventSelectorsCommand({ TrailName: arn }));
  expect(EventSelectors).toMatchObject([{ ReadWriteType: 'All', IncludeManagementEvents: true }]);
});

test.each([
  ['TrailNotFoundException', 'other'],
  ['CloudTrailARNInvalidException', 'arn:aws:s3:::bucket'],
  ['AccessDeniedException', `arn:aws:cloudtrail:us-east-1:${member}:trail/management-events`],
])('%s is the answer for the trail %s', async (error, name) => {
  await expect(cloudTrail.send(new GetTrailStatusCommand({ Name: name }))).rejects.toMatchObject({
    name: error,
  });
  await expect(cloudTrail.send(new GetEventSelectorsCommand({ TrailName: name }))).rejects.toMatchObject({
    name: error,
  });
});
