import { checkReport } from '../blocks/check-report.ts';
import type { SlackMessage } from '../blocks/message.ts';
import type { KnownAccount } from '../core/account.ts';
import { isSubject } from '../core/subject.ts';
import { scopeOf } from '../flows/known-checks.ts';
import { look } from './look.ts';
import type { Asker, WorkerServices } from './services.ts';

/** Looks at some accounts and subjects, or at one check of them, and says what was found. Throws SlackError or StoreError. */
export async function lookReport(
  looked: readonly string[],
  { locale }: Asker,
  check: string | undefined,
  services: WorkerServices,
  skipped: readonly KnownAccount[] = [],
): Promise<SlackMessage> {
  // One check may be asked for: whoever has no such check has nothing to say.
  const meant = looked.filter(
    (subject) => check === undefined || (isSubject(subject) ? subject : 'account') === scopeOf(check),
  );
  const lookAtAll = (some: readonly string[]) =>
    Promise.all(some.map((subject) => look(subject, services, check)));
  // Accounts first: whether all of them are guarded is the organization's to say.
  const accounts = await lookAtAll(meant.filter((subject) => !isSubject(subject)));
  const looks = [...accounts, ...(await lookAtAll(meant.filter(isSubject)))];
  const checked = looks.map(({ subject: account, results }) => ({
    account,
    name: services.directory.nameOf(account),
    results,
  }));
  return checkReport(checked, locale, skipped);
}
