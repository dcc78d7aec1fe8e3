import type { ExplainFlaw } from '../blocks/explain-flaws.ts';
import type { Said } from '../core/explaining.ts';
import type { Incident } from '../core/incident.ts';
import type { Verdict } from '../core/log-line.ts';
import type { Plan } from '../core/plan.ts';
import type { Services } from './services.ts';

/** What a person filled in. */
export interface Filled {
  readonly verdict: string | undefined;
  readonly plan: string | undefined;
  readonly text: string;
}

/** Reads an explanation of an incident, or says what is wrong with which field. Throws StoreError. */
export async function readSaid(
  { verdict, plan, text }: Filled,
  incident: Incident,
  { store }: Services,
): Promise<Said | { readonly field: string; readonly flaw: ExplainFlaw }> {
  if (!isVerdict(verdict)) return { field: 'verdict', flaw: 'no-verdict' };
  const told = text === '' ? {} : { text };
  if (verdict === 'planned') {
    const number = Number(/^#?\s*(\d{1,9})$/.exec(plan ?? '')?.[1] ?? Number.NaN);
    if (Number.isNaN(number)) return { field: 'plan', flaw: 'needs-plan' };
    const found = await store.plan(number);
    if (found === undefined || !covers(found, incident)) return { field: 'plan', flaw: 'no-such-plan' };
    return { verdict, plan: number, plannedBy: found.requested.by, ...told };
  }
  if (verdict === 'dealt-with' && text === '') return { field: 'text', flaw: 'needs-findings' };
  if (verdict === 'unplanned' && text === '') return { field: 'text', flaw: 'needs-reason' };
  return { verdict, ...told };
}

/** A plan explains what happened in its account and its hours, if somebody had confirmed it, and root did nothing besides. */
function covers({ account, approved, from, until, deeds }: Plan, incident: Incident): boolean {
  const { firstAt, lastAt } = incident.tally;
  const besides = deeds.some((deed) => deed.incident === incident.id && !deed.inside);
  const inHours = from <= firstAt && lastAt < until;
  return account === incident.account && approved !== undefined && inHours && !besides;
}

function isVerdict(word: string | undefined): word is Verdict {
  return word !== undefined && Object.hasOwn(verdicts, word);
}

const verdicts: Readonly<Record<Verdict, 1>> = { planned: 1, unplanned: 1, 'not-us': 1, 'dealt-with': 1 };
