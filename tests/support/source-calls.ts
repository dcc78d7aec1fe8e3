import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

/** One function call of a source file. */
export interface SourceCall {
  readonly file: string;
  /** The callee as written, without `await`, `?.` and parentheses: `app.command`, `call`, `services.call`. */
  readonly callee: string;
  /** The first argument where it is known before the program runs. */
  readonly argument: SourceArgument;
}

/** A first argument: a text (or a constant of the same file that is one), a regular expression, none, or anything else. */
export type SourceArgument =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'pattern' }
  | { readonly kind: 'none' }
  | { readonly kind: 'other' };

/** Every call in the .ts files below a folder of the project, read from their syntax trees and so never from a comment. */
export function callsBelow(root: string, folder: string): readonly SourceCall[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => callsIn(readFileSync(join(root, folder, name), 'utf8'), join(folder, name)));
}

/** Every call in one source text. */
export function callsIn(source: string, file: string): readonly SourceCall[] {
  const tree = syntaxOf(source);
  const constants = constantsIn(tree);
  const calls: SourceCall[] = [];
  visit(tree, (node) => {
    const callee = node.type === 'CallExpression' ? dotted(node.callee) : undefined;
    if (callee !== undefined) calls.push({ file, callee, argument: argumentOf(node, constants) });
  });
  return calls;
}

/** Every text literal in one source text. */
export function textsIn(source: string): ReadonlySet<string> {
  const texts = new Set<string>();
  visit(syntaxOf(source), (node) => {
    const value = textOf(node);
    if (value !== undefined) texts.add(value);
  });
  return texts;
}

/** A node of a syntax tree. */
export type Node = Readonly<Record<string, unknown>>;

function constantsIn(tree: unknown): ReadonlyMap<string, string> {
  const constants = new Map<string, string>();
  visit(tree, (node) => {
    if (node.type !== 'VariableDeclarator') return;
    const name = dotted(node.id);
    const value = textOf(node.init);
    if (name !== undefined && value !== undefined) constants.set(name, value);
  });
  return constants;
}

function argumentOf(call: Node, constants: ReadonlyMap<string, string>): SourceArgument {
  const [first] = Array.isArray(call.arguments) ? call.arguments : [];
  if (first === undefined) return { kind: 'none' };
  const expression: unknown = isNode(first) ? first.expression : undefined;
  if (isNode(expression) && expression.type === 'RegExpLiteral') return { kind: 'pattern' };
  const value = textOf(expression) ?? constants.get(dotted(expression) ?? '');
  return value === undefined ? { kind: 'other' } : { kind: 'text', value };
}

/** `a.b.c` of a chain of names; undefined for anything that is computed. */
function dotted(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return String(node.value);
  if (node.type === 'ParenthesisExpression' || node.type === 'TsNonNullExpression') {
    return dotted(node.expression);
  }
  if (node.type === 'OptionalChainingExpression') return dotted(node.base);
  if (node.type !== 'MemberExpression') return undefined;
  const property = dotted(node.property);
  // The head may be the result of a call (`app().command`): its name is lost, the property's is not.
  const object = dotted(node.object) ?? '';
  return property === undefined ? undefined : `${object}.${property}`;
}

function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'TsAsExpression' || node.type === 'TsConstAssertion') return textOf(node.expression);
  return node.type === 'StringLiteral' ? String(node.value) : undefined;
}

const trees = new Map<string, unknown>();

/** The syntax tree of a TypeScript source. The same text is parsed once: some tests ask about all of src for each function. */
export function syntaxOf(source: string): unknown {
  const tree = trees.get(source) ?? parseSync(source, { syntax: 'typescript' });
  trees.set(source, tree);
  return tree;
}

/** Shows every node below one, itself included, but for the places where they stand: those are a third of all objects. */
export function visit(node: unknown, see: (node: Node) => void): void {
  if (Array.isArray(node)) {
    for (const entry of node) visit(entry, see);
  } else if (isNode(node)) {
    see(node);
    for (const key in node) if (key !== 'span') visit(node[key], see);
  }
}

/** Whether a value is a node, and not a list or a plain value. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
