import { asObject, at, type JsonObject, textAt } from '../core/json.ts';

/** One statement of a policy, with every list a list. */
export interface Statement {
  readonly allows: boolean;
  readonly raw: JsonObject;
  /** `Action`; empty where the statement has `NotAction`. */
  readonly actions: readonly string[];
  /** The conditions, one entry an operator and key, both in lower case. */
  readonly conditions: readonly PolicyCondition[];
}

/** One key of a condition. */
export interface PolicyCondition {
  /** In lower case, such as `stringlike`. */
  readonly operator: string;
  /** In lower case, as IAM compares them, such as `aws:principalarn`. */
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * Reads a policy document of any kind; AWS lets one stand for a list everywhere. Throws if it is no JSON.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function statementsOf(document: string): readonly Statement[] {
  const policy: unknown = JSON.parse(document);
  return asList(at(policy, 'Statement')).flatMap((statement) => {
    const raw = asObject(statement);
    if (raw === undefined) return [];
    return [
      {
        allows: textAt(raw, 'Effect') === 'Allow',
        raw,
        actions: asList(raw.Action).map(String),
        conditions: conditionsOf(raw),
      },
    ];
  });
}

/** Whether a pattern of IAM, with `*` and `?`, matches a text. */
export function matchesGlob(pattern: string, text: string): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(text);
}

/** A value as a list: none for nothing, itself if it is one. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function conditionsOf(statement: JsonObject): readonly PolicyCondition[] {
  return Object.entries(asObject(statement.Condition) ?? {}).flatMap(([operator, keys]) =>
    Object.entries(asObject(keys) ?? {}).map(([key, values]) => ({
      operator: operator.toLowerCase(),
      key: key.toLowerCase(),
      values: asList(values).map(String),
    })),
  );
}
