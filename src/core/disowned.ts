import type { Acted } from './acts.ts';
import type { Verdict as Answered } from './attestation.ts';
import { fresh } from './escalation.ts';
import { changed, type Incident, leading } from './incident.ts';
import { rootguard } from './log-line.ts';

/**
 * The incident after nobody stood up for what root did: as urgent as it gets, and called out from the beginning if nobody is on
 * it. `now` is in ms since the epoch.
 */
export function disowned(incident: Incident, outcome: Answered['outcome'], now: number): Acted {
  if (incident.state === 'explained') return 'explained';
  if (incident.log.some(({ did }) => did === 'disowned')) return 'again';
  const [, ...rest] = incident.findings;
  const first = leading(incident);
  const raised: Incident = {
    ...incident,
    findings: [
      { ...first, severity: 'critical', because: [{ code: 'nobody-owns-up' }, ...first.because] },
      ...rest,
    ],
    ...(incident.state === 'open' && { waiting: fresh(now, incident.waiting.posted) }),
  };
  const next = changed(raised, { at: now, by: rootguard, did: 'disowned', reason: outcome });
  if (first.severity === 'critical') return next;
  return { ...next, log: [...next.log, { at: now, by: rootguard, did: 'rose', severity: 'critical' }] };
}
