import { type Incident, leading } from '../core/incident.ts';
import type { Locale } from '../core/locale.ts';
import { bySeverity } from '../core/severity.ts';
import { drillWord } from './drill-words.ts';
import { code, escaped } from './mrkdwn.ts';
import { duration, headline, severityMarks, severityWords, spaced } from './words.ts';

/** How an incident is listed: one line, the account's name first. `now` is in ms since the epoch. */
export function incidentLine(
  incident: Incident,
  name: string | undefined,
  locale: Locale,
  now: number,
): string {
  const { severity } = leading(incident);
  const title = escaped(headline(leading(incident), locale), 120);
  const account = escaped(name ?? spaced(incident.account), 80);
  const age = duration(now - incident.openedAt, locale);
  const ago = locale === 'ko' ? `${age} 전` : `${age} ago`;
  const level = severityWords[severity][locale];
  const first = incident.drill === undefined ? severityMarks[severity] : `*${drillWord[locale]}* ·`;
  const { state, acknowledged: owner } = incident;
  const who = owner === undefined || state === 'open' ? [] : [onIt(escaped(owner.name, 80), locale)];
  const parts = [`*${account}*`, level, title, ago, ...who, code(incident.id)];
  return `${first} ${parts.join(' · ')}`;
}

function onIt(name: string, locale: Locale): string {
  return locale === 'ko' ? `담당 ${name}` : `${name} is on it`;
}

/** What really happened, and what is only a drill: the two are never counted together. */
export function withoutDrills(incidents: readonly Incident[]) {
  return {
    real: incidents.filter(({ drill }) => drill === undefined),
    drills: incidents.filter(({ drill }) => drill !== undefined),
  };
}

/** The most severe first, then the newest; drills last. */
export function worstFirst(incidents: readonly Incident[]): readonly Incident[] {
  return [...incidents].sort(
    (a, b) =>
      Number(a.drill !== undefined) - Number(b.drill !== undefined) ||
      bySeverity(leading(a).severity, leading(b).severity) ||
      b.openedAt - a.openedAt,
  );
}
