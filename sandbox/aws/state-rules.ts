import { asObject } from '../../src/core/json.ts';
import { checked, type FieldRules, listOf, oneOf, shown } from './field-rules.ts';
import { busPolicies, type GuardState, ruleStates } from './guard-state.ts';
import type { CentralState } from './organization.ts';
import { templateRules } from './template-rules.ts';

/** What the organisation may be. */
export const centralRules: FieldRules<CentralState> = {
  exists: oneOf(true, false),
  iamTrusted: oneOf(true, false),
  features: listOf('RootCredentialsManagement', 'RootSessions'),
  iamAdministrators: {
    accepts: (value) => Array.isArray(value) && value.every((id) => /^\d{12}$/.test(String(id))),
    allowed: 'a list of account ids',
  },
  rootDenial: oneOf('exempting', 'blocking', 'partial', 'none'),
  denialTarget: oneOf('root', 'unit', 'nothing'),
};

/** What may stand around the hub. */
export const guardRules: FieldRules<GuardState> = {
  busPolicy: oneOf(...busPolicies),
  rules: oneOf(...ruleStates),
  lostRule: {
    accepts: (value) => value === '' || templateRules().some(({ name }) => name === value),
    allowed: `one of ${templateRules()
      .map(({ name }) => name)
      .join(', ')}, or nothing`,
  },
  alarmEmail: oneOf('confirmed', 'pending', 'none'),
  stack: oneOf('complete', 'failed', 'missing'),
  functions: oneOf('active', 'failed'),
  eventSources: oneOf('enabled', 'disabled', 'missing', 'troubled'),
  deliveries: oneOf('sound', 'once', 'sustained', 'throttled', 'lost'),
  metrics: oneOf('complete', 'partial', 'empty'),
  table: oneOf('safe', 'no-backups', 'no-expiry'),
};

/** A state after a change. Throws an Error that names the field that is wrong. */
export function changeState<T extends object>(before: T, change: Partial<T>, rules: FieldRules<T>): T {
  if (asObject(change) === undefined)
    throw new Error(`The body must be an object, but ${shown(change)} came.`);
  return { ...before, ...checked(change, rules as unknown as FieldRules<Partial<T>>, 'this state') };
}
