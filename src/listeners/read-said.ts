import type { ExplainFlaw } from '../blocks/explain-flaws.ts';
import type { Said } from '../core/explaining.ts';
import type { Verdict } from '../core/log-line.ts';
import type { Services } from './services.ts';

/** What a person filled in or typed. */
export interface Filled {
  readonly verdict: string | undefined;
  readonly plan: string | undefined;
  readonly text: string;
  readonly incident: string;
}

/** Reads an explanation, or says what is wrong with which field. Throws StoreError. */
export async function readSaid(
  { verdict, plan, text }: Filled,
  _services: Services,
): Promise<Said | { readonly field: string; readonly flaw: ExplainFlaw }> {
  if (!isVerdict(verdict)) return { field: 'verdict', flaw: 'no-verdict' };
  const told = text === '' ? {} : { text };
  if (verdict === 'planned') {
    const number = Number(/^#?\s*(\d{1,6})$/.exec(plan?.trim() ?? '')?.[1] ?? Number.NaN);
    if (Number.isNaN(number)) return { field: 'plan', flaw: 'needs-plan' };
    return { verdict, plan: number, ...told };
  }
  if (verdict !== 'not-us' && text === '') return { field: 'text', flaw: 'needs-reason' };
  return { verdict, ...told };
}

function isVerdict(word: string | undefined): word is Verdict {
  return word !== undefined && Object.hasOwn(verdicts, word);
}

const verdicts: Readonly<Record<Verdict, 1>> = { planned: 1, unplanned: 1, 'not-us': 1, 'dealt-with': 1 };
