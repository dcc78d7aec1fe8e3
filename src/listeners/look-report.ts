import { checkReport } from '../blocks/check-report.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { asksAgain } from '../blocks/sweep-notices.ts';
import type { KnownAccount } from '../core/account.ts';
import { ComeBackLater } from '../core/ports.ts';
import { isSubject } from '../core/subject.ts';
import { askAgainAfter, worthAskingAgain } from '../flows/ask-again.ts';
import type { Look } from '../flows/check-posture.ts';
import { scopeOf } from '../flows/known-checks.ts';
import { lookAtEach } from './look.ts';
import type { LaterQuestion, WorkerServices } from './services.ts';

/**
 * Looks at some accounts and subjects, or at one check of them, and says what was found. What AWS did not have ready, or was too
 * busy to tell, is said at once, and then all is asked again: throws ComeBackLater. Throws SlackError or StoreError, too.
 */
export async function lookReport(
  looked: readonly string[],
  { locale, responseUrl, receives }: LaterQuestion,
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
  const report = checkReport(checked, locale, skipped);
  const wait = worthAskingAgain(looks.flatMap(unknownOf), receives);
  if (wait === undefined) return report;
  if (receives === 1) await services.respond(responseUrl, asksAgain(report, locale));
  throw new ComeBackLater(`It is checked again: ${wait}`, askAgainAfter);
}

/** Why something could not be judged; a fact that is not known may decide nothing. */
function unknownOf({ results, causes }: Look) {
  return results.some(({ outcome }) => outcome === 'unknown') ? causes : [];
}
