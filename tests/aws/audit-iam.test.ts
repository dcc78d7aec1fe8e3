import { IAMClient } from '@aws-sdk/client-iam';
import { gatherRootReport } from '../../src/aws/audit-report.ts';
import { gatherRootCredentials } from '../../src/aws/audit-root.ts';
import { answer, exampleAnswers } from './scripted-aws.ts';

const scripted = exampleAnswers();
const now = Date.parse('2026-11-23T05:02:30Z');

async function withIam<T>(use: (iam: IAMClient) => Promise<T>): Promise<T> {
  const iam = new IAMClient({ ...scripted.settings(), maxAttempts: 1 });
  try {
    return await use(iam);
  } finally {
    iam.destroy();
  }
}

const result = (operation: string, xml: string) =>
  answer(`<${operation}Response><${operation}Result>${xml}</${operation}Result></${operation}Response>`);
const report = (csv: string, generated: string) =>
  result(
    'GetCredentialReport',
    `<Content>${Buffer.from(csv).toString('base64')}</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>${generated}</GeneratedTime>`,
  );
const gatherReport = async () => (await withIam((iam) => gatherRootReport(iam, () => now))).rootReport;
const gatherUse = async () => (await withIam((iam) => gatherRootReport(iam, () => now))).lastUse;
const goodRow = 'user,access_key_1_active,access_key_2_active\n<root_account>,true,false\n';
const unreadable = { known: false, cause: 'service-error', call: 'iam:GetCredentialReport' };

test('a report of this morning is taken, with the time at which AWS made it', async () => {
  scripted.answers({ GetCredentialReport: report(goodRow, '2026-11-23T02:00:00Z') });
  expect(await gatherReport()).toEqual({
    known: true,
    value: { key1Active: true, key2Active: undefined, generatedAt: Date.parse('2026-11-23T02:00:00Z') },
  });
});

test.each([
  ['empty', ''],
  ['no CSV', '<html></html>'],
  ['without root', 'user,access_key_1_active\nkim,true\n'],
])('a report that is %s is an error of AWS, never a pass', async (_name, csv) => {
  scripted.answers({ GetCredentialReport: report(csv, '2026-11-23T02:00:00Z') });
  expect(await gatherReport()).toEqual(unreadable);
});

test("root's last use stands in the same report", async () => {
  const columns = 'user,password_last_used,access_key_1_last_used_date,access_key_2_last_used_date';
  const uses = (cells: string) =>
    scripted.answers({
      GetCredentialReport: report(`${columns}\n<root_account>,${cells}\n`, '2026-11-23T02:00:00Z'),
    });
  uses('2026-01-01T00:00:00+00:00,2026-02-01T00:00:00+00:00,N/A');
  expect(await gatherUse()).toEqual({
    known: true,
    value: {
      at: Date.parse('2026-02-01T00:00:00Z'),
      by: 'access-key',
      reportedAt: Date.parse('2026-11-23T02:00:00Z'),
    },
  });
  uses('yesterday,N/A,N/A');
  expect(await gatherUse()).toEqual(unreadable);
});

test('a report without content or time is an error of AWS', async () => {
  scripted.answers({
    GetCredentialReport: result('GetCredentialReport', '<ReportFormat>text/csv</ReportFormat>'),
  });
  expect(await gatherReport()).toEqual(unreadable);
});

test('an old report that AWS will not renew is not ready', async () => {
  scripted.answers({
    GetCredentialReport: answer(
      '<ErrorResponse><Error><Code>ReportExpired</Code></Error></ErrorResponse>',
      410,
    ),
    GenerateCredentialReport: result('GenerateCredentialReport', '<State>COMPLETE</State>'),
  });
  expect(await gatherReport()).toEqual({ ...unreadable, cause: 'not-ready' });
});

test('a summary that leaves numbers out leaves them unknown', async () => {
  const entry = '<entry><key>AccountMFAEnabled</key><value>0</value></entry>';
  scripted.answers({ GetAccountSummary: result('GetAccountSummary', `<SummaryMap>${entry}</SummaryMap>`) });
  expect(await withIam(gatherRootCredentials)).toEqual({
    known: true,
    value: {
      mfaEnabled: false,
      accessKeys: undefined,
      passwordPresent: undefined,
      signingCertificates: undefined,
    },
  });
});

test.each([
  ['an HTML page of a proxy', '<html><body>Forbidden</body></html>', 403, 'access-denied'],
  ['no XML at all', 'upstream timed out', 504, 'timeout'],
  ['too many requests in no shape of AWS', '', 429, 'throttled'],
])('%s is classified by its status', async (_name, body, status, cause) => {
  scripted.answers({ GetAccountSummary: answer(body, status) });
  expect(await withIam(gatherRootCredentials)).toEqual({
    known: false,
    cause,
    call: 'iam:GetAccountSummary',
  });
});
