import { asObject } from '../../src/core/json.ts';
import { checked, type FieldRule, type FieldRules, listOf, oneOf, shown } from './field-rules.ts';
import { busPolicies, type GuardState, queuePolicies, redrives, ruleStates } from './guard-state.ts';
import type { CentralState } from './organization.ts';
import { templateResources } from './template.ts';

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
  denialTarget: oneOf('root', 'unit', 'nothing', 'halves'),
};

/** What may stand around the hub. */
export const guardRules: FieldRules<GuardState> = {
  busPolicy: oneOf(...busPolicies),
  rules: oneOf(...ruleStates),
  lostRule: nameOf('AWS::Events::Rule', 'Name'),
  queuePolicy: oneOf(...queuePolicies),
  redrive: oneOf(...redrives),
  lostQueue: nameOf('AWS::SQS::Queue', 'QueueName'),
  alarmEmail: oneOf('confirmed', 'pending', 'none'),
  stack: oneOf('complete', 'failed', 'missing'),
  functions: oneOf('active', 'failed'),
  eventSources: oneOf('enabled', 'disabled', 'missing', 'troubled'),
  canary: oneOf('arrives', 'late', 'lost', 'denied', 'missing'),
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

/** The name of one of template.yaml's resources, or nothing. */
function nameOf(type: string, key: string): FieldRule {
  const names = templateResources(type).map((resource) => resource[key]);
  return {
    accepts: (value) => value === '' || names.includes(value),
    allowed: `one of ${names.join(', ')}, or ""`,
  };
}
