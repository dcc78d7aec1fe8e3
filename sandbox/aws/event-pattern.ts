import { asObject, type JsonObject } from '../../src/core/json.ts';

/**
 * Whether EventBridge would let an event through a rule. Written from AWS's page and from nothing of ours, so that a
 * rule is not proven by the code that it feeds. Throws on a pattern that AWS refuses, and on an operator or a shape
 * that is not modelled here, rather than guess.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: JsonObject, event: JsonObject): boolean {
  refuseOverlap(pattern);
  return matchesObject(pattern, event);
}

const or = '$or';

function matchesObject(pattern: JsonObject, event: JsonObject): boolean {
  if (Object.keys(pattern).length === 0) throw new Error('An event pattern must not be empty.');
  // Every part is looked at, also when the answer is known already: a bad part must not hide behind the event at hand.
  return Object.entries(pattern)
    .map(([key, wanted]) =>
      key === or
        ? branchesOf(wanted)
            .map((branch) => matchesObject(branch, event))
            .some(Boolean)
        : matchesField(wanted, Object.hasOwn(event, key) ? event[key] : undefined),
    )
    .every(Boolean);
}

function matchesField(wanted: unknown, value: unknown): boolean {
  const nested = asObject(wanted);
  if (nested !== undefined) {
    // Of a list of objects, one must fit the whole nested pattern.
    const objects = (Array.isArray(value) ? value : [value]).map((entry) => asObject(entry) ?? {});
    return objects.map((object) => matchesObject(nested, object)).some(Boolean);
  }
  if (!Array.isArray(wanted) || wanted.length === 0) {
    throw new Error('The values of an event pattern stand in a list that is not empty.');
  }
  return wanted.map((matcher) => matchesLeaf(matcher, value)).some(Boolean);
}

/** Of a list of values, one is enough. A missing field fits nothing but `exists: false`; an object is no value. */
function matchesLeaf(matcher: unknown, value: unknown): boolean {
  const values = leavesOf(value);
  const operator = asObject(matcher);
  if (operator === undefined) return values.some((leaf) => leaf === scalar(matcher));
  const [entry, ...more] = Object.entries(operator);
  if (entry === undefined || more.length > 0) throw new Error('A matcher has exactly one operator.');
  const [name, operand] = entry;
  if (name === 'exists') {
    if (typeof operand !== 'boolean') throw new Error('exists takes true or false.');
    return operand === values.length > 0;
  }
  const test = operators[name];
  if (test === undefined) throw new Error(`The operator ${name} is not modelled.`);
  const fits = test(operand);
  return values.some(fits);
}

type Test = (leaf: unknown) => boolean;

const operators: Readonly<Record<string, (operand: unknown) => Test>> = {
  prefix: (operand) => affix(operand, (text, part) => text.startsWith(part)),
  suffix: (operand) => affix(operand, (text, part) => text.endsWith(part)),
  // Any number of characters for each asterisk; two in a row are refused, as EventBridge refuses them.
  wildcard: (operand) => {
    const wanted = text(operand);
    if (wanted.includes('**')) throw new Error('A wildcard has no two asterisks in a row.');
    const parts = wanted.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const expression = new RegExp(`^${parts.join('.*')}$`, 's');
    return (leaf) => typeof leaf === 'string' && expression.test(leaf);
  },
  'equals-ignore-case': (operand) => {
    const wanted = text(operand).toLowerCase();
    return (leaf) => typeof leaf === 'string' && leaf.toLowerCase() === wanted;
  },
  'anything-but': (operand) => {
    const inner = asObject(operand);
    if (inner === undefined) {
      const refused = (Array.isArray(operand) ? operand : [operand]).map(scalar);
      return (leaf) => !refused.includes(leaf);
    }
    const [[name, innerOperand] = ['', undefined]] = Object.entries(inner);
    if (!['prefix', 'suffix', 'equals-ignore-case'].includes(name)) {
      throw new Error(`anything-but with ${name} is not modelled.`);
    }
    // Each of several prefixes is refused.
    const tests = (Array.isArray(innerOperand) ? innerOperand : [innerOperand]).map(
      (part) => operators[name]?.(part) ?? (() => false),
    );
    return (leaf) => !tests.some((test) => test(leaf));
  },
};

function affix(operand: unknown, test: (text: string, part: string) => boolean): Test {
  const folded = asObject(operand)?.['equals-ignore-case'];
  if (folded === undefined) {
    const part = text(operand);
    return (leaf) => typeof leaf === 'string' && test(leaf, part);
  }
  const part = text(folded).toLowerCase();
  return (leaf) => typeof leaf === 'string' && test(leaf.toLowerCase(), part);
}

function leavesOf(value: unknown): readonly unknown[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((entry) => entry !== undefined && asObject(entry) === undefined);
}

function scalar(value: unknown): unknown {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  throw new Error('A value of an event pattern is a text, a number, true, false or null.');
}

function text(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new Error('This operator takes a text.');
}

function branchesOf(value: unknown): readonly JsonObject[] {
  const branches = (Array.isArray(value) ? value : []).map(asObject).filter((branch) => branch !== undefined);
  if (!Array.isArray(value) || branches.length !== value.length || branches.length < 2) {
    throw new Error('$or takes a list of two patterns or more.');
  }
  return branches;
}

/** AWS lets one of two demands on the same field win by its place in the text; nobody should rely on that. */
function refuseOverlap(pattern: JsonObject): void {
  const { [or]: alternatives, ...outside } = pattern;
  for (const value of Object.values(outside)) {
    const nested = asObject(value);
    if (nested !== undefined) refuseOverlap(nested);
  }
  if (alternatives === undefined) return;
  const taken = new Set(pathsOf(outside));
  for (const branch of branchesOf(alternatives)) {
    refuseOverlap(branch);
    const twice = pathsOf(branch).find((path) => taken.has(path));
    if (twice !== undefined) throw new Error(`${twice} stands both inside and outside of $or.`);
  }
}

function pathsOf(pattern: JsonObject): readonly string[] {
  return Object.entries(pattern).flatMap(([key, value]) => {
    if (key === or) return branchesOf(value).flatMap(pathsOf);
    const nested = asObject(value);
    return nested === undefined ? [key] : pathsOf(nested).map((path) => `${key}.${path}`);
  });
}
