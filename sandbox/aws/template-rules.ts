import { at, type JsonObject, objectAt, textAt } from '../../src/core/json.ts';
import { nameBehind, templateResources } from './template.ts';

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

/** The rules of template.yaml. */
export function templateRules(): readonly TemplateRule[] {
  known ??= templateResources('AWS::Events::Rule').map((rule) => {
    const targets = at(rule, 'Targets');
    const [target] = Array.isArray(targets) ? targets : [];
    const retryPolicy = Object.entries(objectAt(target, 'RetryPolicy') ?? {});
    return {
      name: textAt(rule, 'Name') ?? '',
      state: textAt(rule, 'State') ?? '',
      bus: nameBehind(rule.EventBusName) ?? 'default',
      pattern: objectAt(rule, 'EventPattern') ?? {},
      target: {
        id: textAt(target, 'Id') ?? '',
        queue: nameBehind(at(target, 'Arn')) ?? '',
        deadLetterQueue: nameBehind(at(target, 'DeadLetterConfig', 'Arn')) ?? '',
        retryPolicy: Object.fromEntries(retryPolicy.map(([name, value]) => [name, Number(value)])),
      },
    };
  });
  return known;
}
