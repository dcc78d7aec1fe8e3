import { validateExpressions } from 'dynalite/validations/index.js';
import type { AttributeValue, Item } from '../../src/aws/attribute-value.ts';

/** The placeholders of one request. */
export interface Placeholders {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
}

/** DynamoDB refuses the request. */
export class Invalid extends Error {
  override readonly name = 'ValidationException';
}

type Test = (
  item: Item | undefined,
  names: (token: string) => string,
  values: (token: string) => AttributeValue,
) => boolean;

/**
 * The part of DynamoDB's expression language that the store speaks; anything else is refused, never guessed.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function conditionHolds(
  expression: string,
  item: Item | undefined,
  placeholders: Placeholders,
): boolean {
  const test = compiled(expression, tests, () => orOf(tokensOf(expression)));
  return test(item, nameIn(placeholders), valueIn(placeholders));
}

/** The item after `SET a = :a, #b = :b REMOVE c ADD d :d`. */
export function updated(expression: string, item: Item, placeholders: Placeholders): Item {
  const actions = compiled(expression, updates, () => actionsOf(expression));
  const [name, value] = [nameIn(placeholders), valueIn(placeholders)];
  const next = { ...item };
  for (const { action, target, operand, unlessThere } of actions) {
    const key = name(target);
    const there = unlessThere === undefined ? undefined : item[name(unlessThere)];
    if (action === 'REMOVE') delete next[key];
    else if (action === 'SET') next[key] = there ?? value(operand);
    else next[key] = sum(next[key], value(operand));
  }
  return next;
}

/** The attributes that an update names. */
export function targetsOf(expression: string, placeholders: Placeholders): readonly string[] {
  const name = nameIn(placeholders);
  return compiled(expression, updates, () => actionsOf(expression)).map(({ target }) => name(target));
}

/** The expressions of one request, with their placeholders. */
export interface Expressions extends Placeholders {
  readonly ConditionExpression?: string | undefined;
  readonly UpdateExpression?: string;
  readonly KeyConditionExpression?: string;
}

/**
 * Throws if dynalite would refuse a request's expressions: it knows AWS's reserved words (`total`, `ttl`), and that every
 * placeholder must be used. Requests that differ in their values alone are looked at once.
 */
export function checkExpressions(request: Expressions): void {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values = {} } = request;
  const { ConditionExpression, UpdateExpression, KeyConditionExpression } = request;
  const expressions = { ConditionExpression, UpdateExpression, KeyConditionExpression };
  const form = JSON.stringify([expressions, names, Object.keys(values)]);
  if (right.has(form)) return;
  const flaw = validateExpressions({ ...request });
  if (flaw !== undefined) throw new Invalid(flaw);
  right.add(form);
}

const right = new Set<string>();
const tests = new Map<string, Test>();
const updates = new Map<string, readonly Action[]>();

function compiled<T>(expression: string, known: Map<string, T>, compile: () => T): T {
  const found = known.get(expression);
  if (found !== undefined) return found;
  const made = compile();
  known.set(expression, made);
  return made;
}

interface Tokens {
  readonly list: readonly string[];
  at: number;
}

function tokensOf(expression: string): Tokens {
  const list = expression.match(/<=|>=|<>|[=<>(),]|[#:]?\w+|\S/g) ?? [];
  return { list, at: 0 };
}

function orOf(tokens: Tokens): Test {
  const test = alternatives(tokens);
  if (tokens.at < tokens.list.length) throw notUnderstood(tokens);
  return test;
}

function alternatives(tokens: Tokens): Test {
  const parts = [conjunction(tokens)];
  while (taken(tokens, 'OR')) parts.push(conjunction(tokens));
  return (...given) => parts.some((part) => part(...given));
}

function conjunction(tokens: Tokens): Test {
  const parts = [single(tokens)];
  while (taken(tokens, 'AND')) parts.push(single(tokens));
  return (...given) => parts.every((part) => part(...given));
}

function single(tokens: Tokens): Test {
  if (taken(tokens, '(')) {
    const inner = alternatives(tokens);
    must(tokens, ')');
    return inner;
  }
  const word = next(tokens);
  if (word === 'attribute_exists' || word === 'attribute_not_exists') {
    must(tokens, '(');
    const path = pathOf(next(tokens));
    must(tokens, ')');
    const wanted = word === 'attribute_exists';
    return (item, names) => (item !== undefined && Object.hasOwn(item, names(path))) === wanted;
  }
  if (word === 'begins_with') {
    must(tokens, '(');
    const path = pathOf(next(tokens));
    must(tokens, ',');
    const operand = next(tokens);
    must(tokens, ')');
    return (item, names, values) =>
      textOf(item?.[names(path)])?.startsWith(textOf(values(operand)) ?? '\0') ?? false;
  }
  const path = pathOf(word);
  const operator = next(tokens);
  const operand = next(tokens);
  if (operator === 'BETWEEN') {
    must(tokens, 'AND');
    const last = next(tokens);
    return (item, names, values) => {
      const value = item?.[names(path)];
      return (
        comparisons['>=']?.(order(value, values(operand))) === true &&
        comparisons['<=']?.(order(value, values(last))) === true
      );
    };
  }
  const compare = comparisons[operator];
  if (compare === undefined || !operand.startsWith(':')) throw notUnderstood(tokens);
  return (item, names, values) => compare(order(item?.[names(path)], values(operand)));
}

/** The order of two values: undefined where they cannot be compared, NaN where they are of different types. */
const comparisons: Readonly<Record<string, (order: number | undefined) => boolean>> = {
  '=': (order) => order === 0,
  // What is missing or of another type is not equal either.
  '<>': (order) => order !== 0,
  '<': (order) => order !== undefined && order < 0,
  '<=': (order) => order !== undefined && order <= 0,
  '>': (order) => order !== undefined && order > 0,
  '>=': (order) => order !== undefined && order >= 0,
};

function order(a: AttributeValue | undefined, b: AttributeValue): number | undefined {
  if (a === undefined) return undefined;
  if ('N' in a && 'N' in b) return Math.sign(Number(a.N) - Number(b.N));
  if ('S' in a && 'S' in b) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  throw new Invalid('Only texts and numbers are compared here.');
}

interface Action {
  readonly action: 'SET' | 'REMOVE' | 'ADD';
  readonly target: string;
  readonly operand: string;
  /** An attribute whose value is taken instead, if it is there: `if_not_exists`. */
  readonly unlessThere?: string;
}

function actionsOf(expression: string): readonly Action[] {
  const tokens = tokensOf(expression);
  const actions: Action[] = [];
  while (tokens.at < tokens.list.length) {
    const action = next(tokens);
    if (action !== 'SET' && action !== 'REMOVE' && action !== 'ADD') throw notUnderstood(tokens);
    do {
      const target = pathOf(next(tokens));
      if (action === 'SET') must(tokens, '=');
      const unlessThere = action === 'SET' && taken(tokens, 'if_not_exists') ? fallback(tokens) : undefined;
      const operand = action === 'REMOVE' ? '' : next(tokens);
      if (action !== 'REMOVE' && !operand.startsWith(':')) throw notUnderstood(tokens);
      if (unlessThere !== undefined) must(tokens, ')');
      actions.push({ action, target, operand, ...(unlessThere !== undefined && { unlessThere }) });
    } while (taken(tokens, ','));
  }
  return actions;
}

/** The first half of `if_not_exists(path, :value)`. */
function fallback(tokens: Tokens): string {
  must(tokens, '(');
  const path = pathOf(next(tokens));
  must(tokens, ',');
  return path;
}

function sum(before: AttributeValue | undefined, more: AttributeValue): AttributeValue {
  const start = before ?? { N: '0' };
  if ('N' in start && 'N' in more) return { N: String(Number(start.N) + Number(more.N)) };
  throw new Invalid('ADD is for numbers here.');
}

function nameIn({ ExpressionAttributeNames: names = {} }: Placeholders) {
  return (token: string): string => {
    if (!token.startsWith('#')) return token;
    const name = names[token];
    if (name === undefined) throw new Invalid(`An expression attribute name is not defined: ${token}`);
    return name;
  };
}

function valueIn({ ExpressionAttributeValues: values = {} }: Placeholders) {
  return (token: string): AttributeValue => {
    const value = values[token];
    if (value === undefined) throw new Invalid(`An expression attribute value is not defined: ${token}`);
    return value;
  };
}

function pathOf(token: string): string {
  if (/^#?\w+$/.test(token) && !/^\d/.test(token)) return token;
  throw new Invalid(`This is no attribute name that is understood here: ${token}`);
}

function next(tokens: Tokens): string {
  const word = tokens.list[tokens.at];
  if (word === undefined) throw notUnderstood(tokens);
  tokens.at += 1;
  return word;
}

function taken(tokens: Tokens, word: string): boolean {
  if (tokens.list[tokens.at] !== word) return false;
  tokens.at += 1;
  return true;
}

function must(tokens: Tokens, word: string): void {
  if (!taken(tokens, word)) throw notUnderstood(tokens);
}

function notUnderstood({ list, at }: Tokens): Invalid {
  return new Invalid(`Not understood here: ${list.join(' ')} (at ${list[at] ?? 'its end'})`);
}

function textOf(value: AttributeValue | undefined): string | undefined {
  return value !== undefined && 'S' in value ? value.S : undefined;
}
