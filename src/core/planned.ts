import type { Finding } from './detection.ts';
import type { Outside, PlanMatch } from './match-plan.ts';
import type { ReasonCode } from './reason.ts';

/** Why an event outside of a plan that is near counts in full. */
const outside: Partial<Readonly<Record<Outside, ReasonCode>>> = {
  'another-action': 'not-in-plan',
  'not-confirmed': 'plan-not-confirmed',
  declined: 'plan-declined',
  'another-hour': 'outside-plan-hours',
};

/**
 * What a plan makes of what was detected. Root use that a plan covers is told all the same, but in a low voice and with the
 * plan's number first; what a plan near it does not cover keeps its full severity, and says so.
 */
export function inView(findings: readonly Finding[], match: PlanMatch): readonly Finding[] {
  const { plan } = match;
  if (plan === undefined) return findings;
  const n = plan.number;
  if (match.inside)
    return findings.map((finding) => ({
      ...finding,
      severity: 'low',
      inFull: finding.severity,
      because: [{ code: 'planned', n }, ...finding.because],
    }));
  const code = outside[match.why];
  if (code === undefined) return findings;
  return findings.map((finding) => ({ ...finding, because: [{ code, n }, ...finding.because] }));
}
