/** What a field may be. */
export interface FieldRule {
  readonly accepts: (value: unknown) => boolean;
  readonly allowed: string;
}

/** One of these values. */
export function oneOf(...values: readonly (string | number | boolean)[]): FieldRule {
  return {
    accepts: (value) => values.some((allowed) => allowed === value),
    allowed: values.map((value) => JSON.stringify(value)).join(', '),
  };
}

/** A list of these values. */
export function listOf(...values: readonly string[]): FieldRule {
  return {
    accepts: (value) => Array.isArray(value) && value.every((entry) => values.includes(entry)),
    allowed: `a list of ${values.map((value) => JSON.stringify(value)).join(', ')}`,
  };
}

/** Says that a field cannot be so. */
export function wrong(field: string, value: unknown, allowed: string): Error {
  return new Error(`"${field}" cannot be ${shown(value)}. Allowed: ${allowed}.`);
}

/** A value as it may be shown. */
export function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 100);
}

/** A rule for every field. */
export type FieldRules<T> = { readonly [K in keyof T]-?: FieldRule };

/** The fields, if each is known and right. Throws an Error that names the field, what came and what is allowed. */
export function checked<T extends object>(fields: T, rules: FieldRules<T>, what: string): T {
  for (const [field, value] of Object.entries(fields)) {
    const rule = Object.hasOwn(rules, field) ? rules[field as keyof T] : undefined;
    if (rule === undefined)
      throw new Error(`"${field}" is no field of ${what}. Allowed: ${Object.keys(rules).join(', ')}.`);
    if (!rule.accepts(value)) throw wrong(field, value, rule.allowed);
  }
  return fields;
}
