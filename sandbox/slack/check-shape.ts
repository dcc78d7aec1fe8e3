import { asObject } from '../../src/core/json.ts';
import { compositionShapes, partShapes, type Rule, type Shape, textMax } from './block-limits.ts';
import { elementShapes } from './element-limits.ts';
import { inputShapes } from './input-limits.ts';
import { type Issue, issue } from './issue.ts';
import { blockShapes } from './layout-limits.ts';
import { newerBlockShapes } from './newer-layout-limits.ts';
import { checkInitialOptions } from './options.ts';
import { richTextShapes } from './rich-text-limits.ts';

const typedShapes: Readonly<Record<string, Shape>> = {
  ...compositionShapes,
  ...elementShapes,
  ...inputShapes,
  ...richTextShapes,
  ...blockShapes,
  ...newerBlockShapes,
};

/** Says what is wrong with a value under a rule, in Slack's words; an empty list means that Slack would take it. */
export function checkRule(rule: Rule, value: unknown, pointer: string): readonly Issue[] {
  switch (rule.is) {
    case 'text':
      return checkText(rule, value, pointer);
    case 'word':
      return typeof value === 'string' && rule.of.includes(value)
        ? []
        : [
            issue(pointer, `must be a valid enum value: ${rule.of.join(', ')}`, 'enum', {
              expected: rule.of,
            }),
          ];
    case 'flag':
      return typeof value === 'boolean' ? [] : [issue(pointer, 'must provide a boolean', 'type')];
    case 'number':
      return checkNumber(rule, value, pointer);
    case 'list':
      return checkList(rule, value, pointer);
    case 'part':
      return checkShape(shapeOf(partShapes, rule.of), value, pointer);
    case 'typed':
      return checkTyped(rule, value, pointer);
    case 'anything':
      return [];
  }
}

/** Checks an object's properties: known ones only, required ones there, each by its own rule. */
export function checkShape(
  shape: Shape,
  value: unknown,
  pointer: string,
  typedObject = false,
): readonly Issue[] {
  const object = asObject(value);
  if (object === undefined) return [issue(pointer, 'must provide an object', 'type')];

  const has = (name: string) => Object.hasOwn(object, name) && object[name] !== undefined;
  const issues: Issue[] = [];
  for (const name of shape.required ?? [])
    if (!has(name))
      issues.push(issue(pointer, `missing required field: ${name}`, 'required', { field: name }));
  if (shape.anyOf !== undefined && !shape.anyOf.some(has))
    issues.push(issue(pointer, `must define at least one of: ${shape.anyOf.join(', ')}`, 'required'));
  if (shape.oneOf !== undefined && shape.oneOf.filter(has).length !== 1)
    issues.push(issue(pointer, `must define exactly one of: ${shape.oneOf.join(', ')}`, 'required'));

  for (const [name, property] of Object.entries(object)) {
    if (name === 'type' && typedObject) continue;
    const rule = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (rule === undefined)
      issues.push(
        issue(pointer, `invalid additional property: ${name}`, 'additional_property', { field: name }),
      );
    else if (property !== undefined) issues.push(...checkRule(rule, property, `${pointer}/${name}`));
  }
  return [...issues, ...checkInitialOptions(object, pointer)];
}

function checkTyped(rule: Rule & { is: 'typed' }, value: unknown, pointer: string): readonly Issue[] {
  const object = asObject(value);
  if (object === undefined) return [issue(pointer, 'must provide an object', 'type')];
  const { type } = object;
  if (typeof type !== 'string')
    return [issue(pointer, 'missing required field: type', 'required', { field: 'type' })];

  const name = rule.of.find((candidate) => candidate.replace(/_element$/, '') === type);
  if (name === undefined)
    return [issue(`${pointer}/type`, `unsupported type: ${type}`, 'enum', { expected: rule.of, got: type })];
  const shape = shapeOf(typedShapes, name);
  const issues = checkShape(
    rule.max === undefined ? shape : shortened(shape, rule.max),
    object,
    pointer,
    true,
  );
  // Slack first says that none of the alternatives fits, then why.
  const alternatives = rule.max !== undefined && rule.of.length > 1 && issues.length > 0;
  return alternatives ? [issue(pointer, 'failed to match all allowed schemas', 'schema'), ...issues] : issues;
}

function shortened(shape: Shape, max: number): Shape {
  return { ...shape, fields: { ...shape.fields, text: { is: 'text', min: 1, max: Math.min(max, textMax) } } };
}

function checkText(rule: Rule & { is: 'text' }, value: unknown, pointer: string): readonly Issue[] {
  if (typeof value !== 'string') return [issue(pointer, 'must provide a string', 'type')];
  const { min = 0, max = Number.POSITIVE_INFINITY } = rule;
  if (value.length < min) return [issue(pointer, `must be more than ${min - 1} characters`, 'min_length')];
  if (value.length > max) return [issue(pointer, `must be less than ${max + 1} characters`, 'max_length')];
  return rule.pattern === undefined || rule.pattern.test(value)
    ? []
    : [issue(pointer, 'must match the expected format', 'pattern')];
}

function checkNumber(rule: Rule & { is: 'number' }, value: unknown, pointer: string): readonly Issue[] {
  if (typeof value !== 'number' || (rule.whole === true && !Number.isInteger(value)))
    return [issue(pointer, `must provide ${rule.whole === true ? 'an integer' : 'a number'}`, 'type')];
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = rule;
  if (value < min) return [issue(pointer, `must be at least ${min}`, 'minimum')];
  return value > max ? [issue(pointer, `must be at most ${max}`, 'maximum')] : [];
}

function checkList(rule: Rule & { is: 'list' }, value: unknown, pointer: string): readonly Issue[] {
  if (!Array.isArray(value)) return [issue(pointer, 'must provide an array', 'type')];
  const { min = 0, max = Number.POSITIVE_INFINITY } = rule;
  if (value.length < min) return [issue(pointer, `no less than ${min} items allowed`, 'min_items')];
  if (value.length > max) return [issue(pointer, `no more than ${max} items allowed`, 'max_items')];
  return value.flatMap((entry: unknown, index) => checkRule(rule.of, entry, `${pointer}/${index}`));
}

function shapeOf(shapes: Readonly<Record<string, Shape>>, name: string): Shape {
  const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  if (shape === undefined)
    throw new Error(`The Block Kit data names the shape "${name}", which it does not define.`);
  return shape;
}
