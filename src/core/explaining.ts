import type { Acted } from './acts.ts';
import { calledOut, fresh, type Ladder, urgency } from './escalation.ts';
import { type Act, changed, type Explanation, type Incident } from './incident.ts';
import type { Verdict } from './log-line.ts';

/*
 * Saying what was behind it, which alone closes an incident. What is critical takes two people: one says it, another one, who has
 * nothing to do with it either, confirms it.
 */

/** What a person says was behind it. */
export interface Said {
  readonly verdict: Verdict;
  readonly text?: string;
  /** `planned`: the plan's number, and who asked for it. */
  readonly plan?: number;
  readonly plannedBy?: string;
}

/** Whether it takes a second person to close it. */
export function needsTwo(incident: Incident): boolean {
  // A plan lowers the voice of an alert; who planned it does not therefore close it alone.
  return urgency(incident) === 'critical' || incident.findings.some(({ inFull }) => inFull === 'critical');
}

/** Whether somebody may not close it: they planned it, asked for it, or said that it was them. */
export function isInvolved({ involved = [] }: Incident, user: string, plannedBy?: string): boolean {
  return user === plannedBy || involved.includes(user);
}

/** The incident with the people who have to do with it: what is found out about them goes with the act that it decides. */
export function withInvolved(incident: Incident, users: readonly string[]): Incident {
  const { involved = [] } = incident;
  const all = [...new Set([...involved, ...users])];
  return all.length === 0 ? incident : { ...incident, involved: all };
}

/** The incident explained, or waiting for a second person, or denied, which calls everybody at once. */
export function explainedAs(incident: Incident, act: Act, said: Said, ladder: Ladder): Acted {
  if (incident.state === 'explained') return 'explained';
  if (said.verdict === 'not-us') return denied(incident, act, said, ladder);
  if (said.verdict === 'dealt-with' && incident.denied === undefined) return 'not-denied';
  if (said.verdict !== 'planned' && (said.text ?? '') === '') return 'needs-reason';
  if (said.verdict === 'planned' && said.plan === undefined) return 'needs-plan';
  const explanation: Explanation = { ...act, ...said };
  const { plannedBy: _, ...told } = said;
  if (!needsTwo(incident)) return closed(incident, explanation, { ...act, ...told, did: 'explained' });
  if (isInvolved(incident, act.by, said.plannedBy)) return 'involved';
  return changed({ ...incident, proposed: explanation }, { ...act, ...told, did: 'proposed' });
}

/**
 * A second person agrees with what they saw: `seen` is when it was said, in ms since the epoch; undefined for whatever it is
 * now. Whoever said it, and whoever has to do with it, cannot.
 */
export function confirmed(incident: Incident, act: Act, seen?: number): Acted {
  const { proposed } = incident;
  if (incident.state === 'explained') return 'explained';
  if (proposed === undefined) return 'nothing-to-confirm';
  if (proposed.by === act.by) return 'own';
  if (isInvolved(incident, act.by, proposed.plannedBy)) return 'involved';
  if (seen !== undefined && proposed.at !== seen) return 'another-proposal';
  const { verdict, text, plan } = proposed;
  return closed(
    incident,
    { ...proposed, confirmed: act },
    {
      ...act,
      did: 'confirmed',
      verdict,
      from: proposed.name,
      ...(text !== undefined && { text }),
      ...(plan !== undefined && { plan }),
    },
  );
}

/** Open again, because root did more than what was explained. Undefined if it is not explained, nor about to be. */
export function reopened(incident: Incident, line: Incident['log'][number]): Incident | undefined {
  const { explained, proposed, acknowledged, ...rest } = incident;
  if (explained === undefined && proposed === undefined) return undefined;
  if (explained === undefined)
    return changed({ ...rest, ...(acknowledged !== undefined && { acknowledged }) }, line);
  return changed({ ...rest, state: 'open', waiting: fresh(line.at, incident.waiting.posted) }, line);
}

function closed(incident: Incident, explained: Explanation, line: Incident['log'][number]): Incident {
  const { proposed: _, owed: __, ...rest } = incident;
  return changed(
    { ...rest, state: 'explained', explained, waiting: fresh(line.at, incident.waiting.posted) },
    line,
  );
}

/** Everybody is called at once, by all rungs that are set up, whoever is on it. */
function denied(incident: Incident, act: Act, { text }: Said, ladder: Ladder): Acted {
  if (incident.denied !== undefined) return 'denied';
  const { proposed: _, ...rest } = incident;
  const said = changed(
    { ...rest, denied: act, waiting: fresh(act.at, incident.waiting.posted) },
    { ...act, did: 'denied', verdict: 'not-us', ...(text !== undefined && { text }) },
  );
  const { rungs } = ladder.critical;
  const loudest = rungs.findLast(({ how }) => how !== 'dm' && how !== 'mail');
  const calls = rungs.filter((rung) => rung === loudest || rung.how === 'dm' || rung.how === 'mail');
  const all = calls.reduce((each, { how }) => calledOut(each, how, act.at, 0), said);
  return { ...all, waiting: { ...all.waiting, climbed: rungs.length }, version: incident.version + 1 };
}
