import { matchesGlob, type PolicyCondition } from './policy-document.ts';
import { anyOf, not, type Truth } from './truth.ts';

/**
 * The keys of a call, by their names in lower case. One that is undefined is not there; of one that is not named nobody knows
 * whether it is.
 */
export type RequestKeys = Readonly<Record<string, string | undefined>>;

/**
 * Whether a call meets one condition of a policy, or undefined where that cannot be told: an operator or a key that is not known
 * here, or a value with a variable in it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds({ operator, key, values }: PolicyCondition, keys: RequestKeys): Truth {
  if (!Object.hasOwn(keys, key)) return undefined;
  const value = keys[key];
  const [, set, name = '', ifExists] = /^(for(?:any|all)values?:)?([a-z]+?)(ifexists)?$/.exec(operator) ?? [];
  if (name === 'null') return anyOf(values.map((wanted) => (value === undefined) === (wanted === 'true')));
  const [, arn, negated, test] = /^(arn)?(?:string)?(not)?(equals|like|equalsignorecase)$/.exec(name) ?? [];
  const compare = comparisons.get(arn ?? test ?? name);
  if (compare === undefined) return undefined;
  if (value === undefined)
    return (
      ifExists !== undefined || set?.startsWith('forall') || (negated !== undefined && set === undefined)
    );
  const found = anyOf(values.map((wanted) => (wanted.includes('${') ? undefined : compare(wanted, value))));
  return negated === undefined ? found : not(found);
}

type Comparison = (wanted: string, value: string) => boolean;

const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ['arn', matchesArn],
  ['bool', (wanted, value) => wanted.toLowerCase() === value],
  ['equals', (wanted, value) => wanted === value],
  ['equalsignorecase', (wanted, value) => wanted.toLowerCase() === value.toLowerCase()],
  ['like', matchesGlob],
]);

/** ArnEquals takes wildcards, too. Each of the six parts is compared by itself: a wildcard goes over no colon. */
function matchesArn(wanted: string, value: string): boolean {
  const [these, those] = [partsOf(wanted), partsOf(value)];
  return these.every((part, index) => matchesGlob(part, those[index] ?? ''));
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...Array.from({ length: 5 }, (_, index) => parts[index] ?? ''), parts.slice(5).join(':')];
}
