import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { asObject, at, type JsonObject, objectAt, textAt } from '../../src/core/json.ts';
import { projectPath } from '../project.ts';

/** A rule of template.yaml, as EventBridge keeps it once it is deployed. */
export interface TemplateRule {
  readonly name: string;
  readonly state: string;
  /** Its bus: the default one, or the members'. */
  readonly bus: string;
  readonly pattern: JsonObject;
  readonly target: TemplateTarget;
}

/** The one target of such a rule. Queues are told by their names. */
export interface TemplateTarget {
  readonly id: string;
  readonly queue: string;
  readonly deadLetterQueue: string;
  readonly retryPolicy: { readonly [name: string]: number };
}

let known: readonly TemplateRule[] | undefined;

/** The rules of template.yaml, which is read once. */
export function templateRules(): readonly TemplateRule[] {
  known ??= read();
  return known;
}

/** CloudFormation's tags are left as what stands behind them: a reference is the name of a resource, or `name.attribute`. */
function read(): readonly TemplateRule[] {
  const template: unknown = parse(readFileSync(projectPath('template.yaml'), 'utf8'), { logLevel: 'silent' });
  const resources = objectAt(template, 'Resources') ?? {};
  const nameOf = (reference: string, key: string) =>
    textAt(resources, reference.split('.')[0] ?? '', 'Properties', key) ?? '';
  return Object.values(resources)
    .filter((resource) => textAt(resource, 'Type') === 'AWS::Events::Rule')
    .map((resource) => {
      const rule = objectAt(resource, 'Properties');
      const targets = at(rule, 'Targets');
      const [target] = Array.isArray(targets) ? targets : [];
      const bus = textAt(rule, 'EventBusName');
      return {
        name: textAt(rule, 'Name') ?? '',
        state: textAt(rule, 'State') ?? '',
        bus: bus === undefined ? 'default' : nameOf(bus, 'Name'),
        pattern: asObject(rule?.EventPattern) ?? {},
        target: {
          id: textAt(target, 'Id') ?? '',
          queue: nameOf(textAt(target, 'Arn') ?? '', 'QueueName'),
          deadLetterQueue: nameOf(textAt(target, 'DeadLetterConfig', 'Arn') ?? '', 'QueueName'),
          retryPolicy: numbersIn(objectAt(target, 'RetryPolicy') ?? {}),
        },
      };
    });
}

function numbersIn(policy: JsonObject): TemplateTarget['retryPolicy'] {
  return Object.fromEntries(Object.entries(policy).map(([name, value]) => [name, Number(value)]));
}
