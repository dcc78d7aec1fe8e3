import {
  GenerateCredentialReportCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
  ListVirtualMFADevicesCommand,
  paginateListVirtualMFADevices,
} from '@aws-sdk/client-iam';
import { parse } from 'csv-parse/sync';
import { hub, useLocalAws } from './local-aws-fixture.ts';

const fixture = useLocalAws();
let iam: IAMClient;
beforeAll(() => {
  iam = new IAMClient(fixture.settings);
});
afterAll(() => iam.destroy());

const untilReady = () => new Promise((resolve) => setTimeout(resolve, 250));

test.each([
  [{ rootPassword: true, rootMfa: 'hardware', rootAccessKeys: 0 }, [1, 1, 0]],
  [{ rootPassword: false, rootMfa: 'none', rootAccessKeys: 0 }, [0, 0, 0]],
  [{ rootPassword: true, rootMfa: 'virtual', rootAccessKeys: 2 }, [1, 1, 2]],
] as const)('the summary of an account with %j', async (change, [password, mfa, keys]) => {
  fixture.aws.setAccount(hub, change);
  const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
  expect(SummaryMap).toMatchObject({
    AccountPasswordPresent: password,
    AccountMFAEnabled: mfa,
    AccountAccessKeysPresent: keys,
    AccountSigningCertificatesPresent: 0,
    Users: 3,
  });
});

test('a credential report is made first, ready later, and then stays the same for four hours', async () => {
  fixture.aws.setAccount(hub, { rootPassword: true, rootMfa: 'virtual', rootAccessKeys: 1 });
  const generate = () => iam.send(new GenerateCredentialReportCommand({}));
  const fetchReport = () => iam.send(new GetCredentialReportCommand({}));

  await expect(fetchReport()).rejects.toMatchObject({
    name: 'CredentialReportNotPresentException',
    $metadata: { httpStatusCode: 410 },
  });
  expect(await generate()).toMatchObject({ State: 'STARTED' });
  await expect(fetchReport()).rejects.toMatchObject({
    name: 'CredentialReportNotReadyException',
    $metadata: { httpStatusCode: 404 },
  });
  expect(await generate()).toMatchObject({ State: 'INPROGRESS' });

  await untilReady();
  fixture.aws.setAccount(hub, { rootAccessKeys: 0 });
  expect(await generate()).toMatchObject({ State: 'COMPLETE' });
  const report = await fetchReport();
  expect(report.ReportFormat).toBe('text/csv');
  expect(Math.abs(fixture.clock.now() - Number(report.GeneratedTime))).toBeLessThan(5_000);
  const rows: Record<string, string>[] = parse(Buffer.from(report.Content ?? []), { columns: true });
  expect(rows.map((row) => row.user)).toEqual(['<root_account>', 'groot', 'kim,lee', 'build-robot']);
  expect(rows[0]).toMatchObject({
    arn: `arn:aws:iam::${hub}:root`,
    password_enabled: 'true',
    password_last_changed: 'not_supported',
    mfa_active: 'true',
    access_key_1_active: 'true',
    access_key_2_active: 'false',
    access_key_2_last_rotated: 'N/A',
    cert_1_active: 'false',
  });

  fixture.clock.advance(4 * 3_600_000);
  await expect(fetchReport()).rejects.toMatchObject({ name: 'CredentialReportExpiredException' });
  expect(await generate()).toMatchObject({ State: 'STARTED' });
});

test('virtual MFA devices come in pages, and root has one only with virtual MFA', async () => {
  const list = async () => {
    const pages = [];
    for await (const page of paginateListVirtualMFADevices(
      { client: iam },
      { AssignmentStatus: 'Assigned' },
    )) {
      pages.push(page.VirtualMFADevices ?? []);
    }
    return pages;
  };
  fixture.aws.setAccount(hub, { rootMfa: 'hardware' });
  expect((await list()).flat().map((device) => device.User?.Arn)).toEqual([
    `arn:aws:iam::${hub}:user/groot`,
    `arn:aws:iam::${hub}:user/kim,lee`,
    `arn:aws:iam::${hub}:user/build-robot`,
  ]);
  fixture.aws.setAccount(hub, { rootMfa: 'virtual' });
  const pages = await list();
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.at(-1)?.at(-1)?.User?.Arn).toBe(`arn:aws:iam::${hub}:root`);
});

test('a device that nobody activated is listed as unassigned', async () => {
  const answer = await iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus: 'Unassigned' }));
  expect(answer.VirtualMFADevices).toEqual([{ SerialNumber: `arn:aws:iam::${hub}:mfa/never-activated` }]);
  expect(answer.IsTruncated).toBe(false);
});

test.each([
  { Marker: 'made-up' },
  { MaxItems: 0 },
  { MaxItems: 1_001 },
  { AssignmentStatus: 'Some' as 'Any' },
])('listing devices with %j is refused', async (input) => {
  await expect(iam.send(new ListVirtualMFADevicesCommand(input))).rejects.toMatchObject({
    name: 'ValidationError',
    $metadata: { httpStatusCode: 400 },
  });
});
