import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isNode, type Node, syntaxOf, visit } from './source-calls.ts';

/** One import of a source file, as written. */
export interface Import {
  readonly file: string;
  readonly specifier: string;
  /** True if it is gone at run time (`import type`). */
  readonly typeOnly: boolean;
}

/** Every import, export-from, require and dynamic import of the .ts files below a folder, read from their syntax trees. */
export function importsBelow(root: string, folder: string): readonly Import[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => importsOf(root, join(folder, name)));
}

function importsOf(root: string, file: string): Import[] {
  const tree = syntaxOf(readFileSync(join(root, file), 'utf8'));
  const found: Import[] = [];
  visit(tree, (node) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined)
      found.push({ file: relative('.', file), specifier, typeOnly: node.typeOnly === true });
  });
  return found;
}

function specifierOf(node: Node): string | undefined {
  if (
    node.type === 'ImportDeclaration' ||
    node.type === 'ExportNamedDeclaration' ||
    node.type === 'ExportAllDeclaration'
  ) {
    return text(node.source);
  }
  if (node.type !== 'CallExpression' || !isNode(node.callee)) return undefined;
  const { callee } = node;
  const loads = callee.type === 'Import' || (callee.type === 'Identifier' && callee.value === 'require');
  const [first] = node.arguments as { expression: unknown }[];
  return loads ? text(first?.expression) : undefined;
}

function text(literal: unknown): string | undefined {
  const value = (literal as { value?: unknown } | null | undefined)?.value;
  return typeof value === 'string' ? value : undefined;
}
