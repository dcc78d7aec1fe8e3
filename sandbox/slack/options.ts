import { isDeepStrictEqual } from 'node:util';
import { asObject, type JsonObject } from '../../src/core/json.ts';
import { type Issue, issue } from './issue.ts';

/** Every option of a select, overflow, radio or checkbox element, those in groups too. */
export function optionsOf(element: JsonObject): readonly unknown[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const sources = [element.options, ...groups.map((group: unknown) => asObject(group)?.options)];
  return sources.flatMap((source) => (Array.isArray(source) ? source : []));
}

/** "An option that exactly matches one of the options": https://docs.slack.dev/reference/block-kit/block-elements */
export function checkInitialOptions(element: JsonObject, pointer: string): readonly Issue[] {
  const options = optionsOf(element);
  if (options.length === 0) return [];
  const known = (option: unknown) => options.some((candidate) => isDeepStrictEqual(candidate, option));
  const one = element.initial_option;
  const many = element.initial_options;
  const issues: Issue[] = [];
  if (one !== undefined && !known(one))
    issues.push(issue(`${pointer}/initial_option`, 'must match one of the options', 'enum'));
  if (Array.isArray(many) && !many.every(known))
    issues.push(issue(`${pointer}/initial_options`, 'must match one of the options', 'enum'));
  return issues;
}
