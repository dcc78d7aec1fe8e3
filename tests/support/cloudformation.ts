import { readFileSync } from 'node:fs';
import { isMap, isScalar, isSeq, type ParsedNode, parseDocument } from 'yaml';
import { asObject, at, type JsonObject, objectAt, textAt } from '../../src/core/json.ts';

/** One resource of a template. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly raw: JsonObject;
}

/**
 * Reads a CloudFormation template. Short tags become their long forms (`!Ref x` is `{ Ref: 'x' }`, `!GetAtt a.b` is
 * `{ 'Fn::GetAtt': ['a', 'b'] }`). Throws on YAML that is wrong, keys that stand twice included.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function readTemplate(file: string): JsonObject {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const [error] = document.errors;
  if (error !== undefined) throw error;
  const template = asObject(plain(document.contents));
  if (template === undefined) throw new Error(`${file} is not a map.`);
  return template;
}

/** The resources of one type, or of all. */
export function resourcesOf(template: JsonObject, type?: string): readonly Resource[] {
  return Object.entries(objectAt(template, 'Resources') ?? {})
    .map(([id, value]) => ({
      id,
      type: textAt(value, 'Type') ?? '',
      properties: objectAt(value, 'Properties') ?? {},
      raw: asObject(value) ?? {},
    }))
    .filter((resource) => type === undefined || resource.type === type);
}

/** The account that a stack is evaluated for. */
export const exampleAccount = '111122223333';

/**
 * A value of the template as CloudFormation would fill it in with these parameters (defaults for the others, and for
 * `AWS::Region` and the like). A resource is stood for by its logical id, and an attribute by `id.attribute`. Throws on a name
 * that nothing has.
 */
export function evaluate(template: JsonObject, value: unknown, parameters: JsonObject = {}): unknown {
  const result = filled({ template, parameters }, value);
  return result === noValue ? undefined : result;
}

interface Stack {
  readonly template: JsonObject;
  readonly parameters: JsonObject;
}

const pseudo: Readonly<Record<string, string>> = {
  'AWS::AccountId': exampleAccount,
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::StackName': 'rootguard',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** `{ Ref: 'AWS::NoValue' }` evaluated: what has this value is as if it were not there. */
const noValue = Symbol('AWS::NoValue');

function filled(stack: Stack, part: unknown): unknown {
  if (Array.isArray(part)) return part.map((entry) => filled(stack, entry)).filter(isThere);
  const object = asObject(part);
  if (object === undefined) return part;
  const [[name, argument] = ['', undefined], ...more] = Object.entries(object);
  const evaluator = more.length === 0 ? functions[name] : undefined;
  if (evaluator !== undefined) return evaluator(stack, argument);
  const entries = Object.entries(object).map(([key, entry]) => [key, filled(stack, entry)] as const);
  return Object.fromEntries(entries.filter(([, entry]) => isThere(entry)));
}

function isThere(value: unknown): boolean {
  return value !== noValue;
}

const functions: Readonly<Record<string, (stack: Stack, argument: unknown) => unknown>> = {
  Ref: (stack, name) => named(stack, String(name)),
  'Fn::GetAtt': (stack, path) => named(stack, listOf(path).join('.')),
  'Fn::Sub': (stack, text) =>
    String(text).replaceAll(/\$\{([^!}][^}]*)\}/g, (_, name: string) => String(named(stack, name))),
  'Fn::If': (stack, argument) => {
    const [condition, yes, no] = listOf(argument);
    const holds = filled(stack, at(stack.template, 'Conditions', String(condition)));
    if (typeof holds !== 'boolean') throw new Error(`There is no condition ${String(condition)}.`);
    return filled(stack, holds ? yes : no);
  },
  'Fn::Equals': (stack, argument) => {
    const [left, right] = listOf(argument).map((entry) => filled(stack, entry));
    return left === right;
  },
  'Fn::Not': (stack, argument) => filled(stack, listOf(argument)[0]) === false,
};

function named({ template, parameters }: Stack, name: string): unknown {
  if (name === 'AWS::NoValue') return noValue;
  if (pseudo[name] !== undefined) return parameters[name] ?? pseudo[name];
  const parameter = objectAt(template, 'Parameters', name);
  const given = parameters[name] ?? at(parameter, 'Default');
  if (parameter !== undefined && given !== undefined) return given;
  const [resource = ''] = name.split('.');
  if (objectAt(template, 'Resources', resource) !== undefined) return name;
  throw new Error(`Nothing in the template is called ${name}, or the parameter has no value.`);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function plain(node: ParsedNode | null): unknown {
  if (node === null) return null;
  const value = withoutTag(node);
  if (node.tag === undefined || !node.tag.startsWith('!')) return value;
  const name = node.tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  return { [`Fn::${name}`]: name === 'GetAtt' && typeof value === 'string' ? value.split('.') : value };
}

function withoutTag(node: ParsedNode): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item) => plain(item));
  if (isMap(node)) {
    return Object.fromEntries(node.items.map(({ key, value }) => [String(plain(key)), plain(value)]));
  }
  throw new Error('CloudFormation takes no YAML aliases.');
}
