import { checkReport } from '../blocks/check-report.ts';
import type { SlackMessage } from '../blocks/message.ts';
import type { KnownAccount } from '../core/account.ts';
import { isSubject } from '../core/subject.ts';
import { scopeOf } from '../flows/known-checks.ts';
import { lookAtEach } from './look.ts';
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
  // Accounts first: whether all of them are guarded is the organization's to say.
  const own = meant.filter((subject) => !isSubject(subject));
  const accounts = await lookAtEach(own, services, check);
  const looks = [...accounts, ...(await lookAtEach(meant.filter(isSubject), services, check))];
  const checked = looks.map(({ subject: account, results }) => ({
    account,
    name: services.directory.nameOf(account),
    results,
  }));
  return checkReport(checked, locale, skipped);
}
