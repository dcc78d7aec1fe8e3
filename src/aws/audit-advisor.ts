import { DescribeTrustedAdvisorCheckResultCommand, type SupportClient } from '@aws-sdk/client-support';
import type { TrustedAdvisorWord } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { AuditCallError, ask, errorName, gatherFact } from './audit-fact.ts';

/** The id of "MFA on Root Account": https://docs.aws.amazon.com/awssupport/latest/user/security-checks.html */
const mfaOnRoot = '7DAFEmoDos';

/**
 * Trusted Advisor's word on root's MFA. An account whose support plan has no such interface is a fact, not a failure.
 * https://docs.aws.amazon.com/awssupport/latest/APIReference/API_DescribeTrustedAdvisorCheckResult.html
 */
export function gatherTrustedAdvisor(support: SupportClient): Promise<Fact<TrustedAdvisorWord>> {
  const call = 'support:DescribeTrustedAdvisorCheckResult';
  return gatherFact(call, async () => {
    const command = new DescribeTrustedAdvisorCheckResultCommand({ checkId: mfaOnRoot, language: 'en' });
    const answer = await ask(call, () =>
      support.send(command).catch((error: unknown) => {
        if (errorName(error) === 'SubscriptionRequiredException') return 'no-plan' as const;
        throw error;
      }),
    );
    const word = answer === 'no-plan' ? answer : answer.result?.status;
    if (isWord(word)) return word;
    throw new AuditCallError(call, 'service-error');
  });
}

const words: readonly string[] = [
  'ok',
  'warning',
  'error',
  'not_available',
  'no-plan',
] satisfies readonly TrustedAdvisorWord[];

function isWord(value: string | undefined): value is TrustedAdvisorWord {
  return value !== undefined && words.includes(value);
}
