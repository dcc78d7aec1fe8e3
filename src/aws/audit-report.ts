import { setTimeout as wait } from 'node:timers/promises';
import {
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { RootLastUse, RootReportRow } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import type { Clock } from '../core/ports.ts';
import { AuditCallError, ask, errorName, gatherFact } from './audit-fact.ts';
import { parseRootRow } from './report-row.ts';

/** What the credential report says of root's last use. */
export type ReportedUse = Pick<RootLastUse, 'at' | 'by' | 'reportedAt'>;

/**
 * Root's row of the credential report, and root's last use in it. Asks for a new report when there is none or it is four hours
 * old, and waits three seconds at most for it; then the facts are `not-ready`, and the next audit finds the report done.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export async function gatherRootReport(
  iam: IAMClient,
  clock: Clock,
): Promise<{ readonly rootReport: Fact<RootReportRow>; readonly lastUse: Fact<ReportedUse> }> {
  const fetched = await gatherFact(getCall, () => fetchOrGenerate(iam, clock));
  if (!fetched.known) return { rootReport: fetched, lastUse: fetched };
  const { csv, generatedAt } = fetched.value;
  const row = parseRootRow(csv);
  const unreadable = { known: false, cause: 'service-error', call: getCall } as const;
  if (row === undefined) return { rootReport: unreadable, lastUse: unreadable };
  const { lastUse, ...rest } = row;
  return {
    rootReport: { known: true, value: { ...rest, generatedAt } },
    lastUse:
      lastUse === undefined ? unreadable : { known: true, value: { ...lastUse, reportedAt: generatedAt } },
  };
}

const getCall = 'iam:GetCredentialReport';
const generateCall = 'iam:GenerateCredentialReport';

/** AWS makes no newer report before that. */
const newReportAfter = 4 * 3_600_000;

/** Pauses between looks at a report in the making, in ms: three seconds together. */
const pauses = [100, 150, 250, 500, 1_000, 1_000] as const;

interface FetchedReport {
  readonly csv: string;
  readonly generatedAt: number;
}

async function fetchOrGenerate(iam: IAMClient, clock: Clock): Promise<FetchedReport> {
  const present = await fetchReport(iam);
  if (present !== undefined && clock() - present.generatedAt < newReportAfter) return present;
  const { State } = await ask(generateCall, () => iam.send(new GenerateCredentialReportCommand({})));
  const generated = State === 'COMPLETE' ? await fetchReport(iam) : await waitForReport(iam);
  if (generated === undefined) throw new AuditCallError(getCall, 'not-ready');
  return generated;
}

/** The report, or undefined when there is none, or none yet. */
async function fetchReport(iam: IAMClient): Promise<FetchedReport | undefined> {
  const report = await ask(getCall, () =>
    iam.send(new GetCredentialReportCommand({})).catch((error: unknown) => {
      if (absent.has(errorName(error))) return undefined;
      throw error;
    }),
  );
  if (report === undefined) return undefined;
  const { Content, GeneratedTime } = report;
  if (Content === undefined || GeneratedTime === undefined)
    throw new AuditCallError(getCall, 'service-error');
  return { csv: Buffer.from(Content).toString('utf8'), generatedAt: GeneratedTime.getTime() };
}

const absent: ReadonlySet<string> = new Set([
  'CredentialReportExpiredException',
  'CredentialReportNotPresentException',
  'CredentialReportNotReadyException',
]);

async function waitForReport(iam: IAMClient): Promise<FetchedReport | undefined> {
  for (const pause of pauses) {
    await wait(pause);
    const report = await fetchReport(iam);
    if (report !== undefined) return report;
  }
  return undefined;
}
