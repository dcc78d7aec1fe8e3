import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { asObject, type JsonObject, objectAt, textAt } from '../../src/core/json.ts';
import { projectPath } from '../project.ts';

/** A rule of template.yaml. */
export interface TemplateRule {
  readonly name: string;
  readonly state: string;
  /** Its bus: the default one, or the members'. */
  readonly bus: 'default' | 'rootguard';
  readonly pattern: JsonObject;
}

let known: readonly TemplateRule[] | undefined;

/** The rules of template.yaml, which is read once. CloudFormation's functions are of no interest here: no pattern has any. */
export function templateRules(): readonly TemplateRule[] {
  known ??= read();
  return known;
}

function read(): readonly TemplateRule[] {
  const template: unknown = parse(readFileSync(projectPath('template.yaml'), 'utf8'), { logLevel: 'silent' });
  const resources = Object.values(objectAt(template, 'Resources') ?? {});
  return resources
    .filter((resource) => textAt(resource, 'Type') === 'AWS::Events::Rule')
    .map((resource) => {
      const rule = objectAt(resource, 'Properties');
      return {
        name: textAt(rule, 'Name') ?? '',
        state: textAt(rule, 'State') ?? '',
        bus: rule !== undefined && 'EventBusName' in rule ? ('rootguard' as const) : ('default' as const),
        pattern: asObject(rule?.EventPattern) ?? {},
      };
    });
}
