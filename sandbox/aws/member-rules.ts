import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { asObject, type JsonObject, objectAt, textAt } from '../../src/core/json.ts';
import { projectPath } from '../project.ts';
import type { FieldRule } from './field-rules.ts';

/** A rule of member.yaml, as EventBridge keeps it once it is deployed. */
export interface MemberRule {
  readonly name: string;
  readonly state: string;
  /** Undefined for what comes by the clock. */
  readonly pattern: JsonObject | undefined;
}

/** What somebody can do to a rule; `other-input` gives its target something else than the event. */
export const ruleTroubles = [
  'missing',
  'disabled',
  'without-reads',
  'none',
  'wrong',
  'other-input',
  'no-role',
  'narrow',
] as const;
export type RuleTrouble = (typeof ruleTroubles)[number];

let known: readonly MemberRule[] | undefined;

/** The rules of member.yaml, which is read once. */
export function memberRules(): readonly MemberRule[] {
  known ??= read();
  return known;
}

function read(): readonly MemberRule[] {
  const template: unknown = parse(readFileSync(projectPath('member.yaml'), 'utf8'), { logLevel: 'silent' });
  return Object.values(objectAt(template, 'Resources') ?? {})
    .filter((resource) => textAt(resource, 'Type') === 'AWS::Events::Rule')
    .map((resource) => {
      const rule = objectAt(resource, 'Properties');
      return {
        name: textAt(rule, 'Name') ?? '',
        state: textAt(rule, 'State') ?? '',
        pattern: asObject(rule?.EventPattern),
      };
    });
}

/** What was done to a rule in a Region. */
export function troubleOf(
  { rules }: { readonly rules: Readonly<Record<string, RuleTrouble>> },
  region: string,
  name: string,
): RuleTrouble | undefined {
  return rules[`${region}/${name}`] ?? rules[name];
}

/** What `rules` of an account may be. */
export const troubledRules: FieldRule = {
  accepts: (value) =>
    Object.entries(asObject(value) ?? { '': '' }).every(
      ([place, trouble]) =>
        /^([a-z0-9-]+\/)?[a-z0-9-]+$/.test(place) &&
        memberRules().some(({ name }) => name === place.split('/').at(-1)) &&
        ruleTroubles.some((each) => each === trouble),
    ),
  allowed: `an object from a rule of member.yaml, alone or as "REGION/RULE", to one of ${ruleTroubles.join(', ')}`,
};
