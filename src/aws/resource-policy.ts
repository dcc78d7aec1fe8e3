import type { Admission } from '../core/guard-facts.ts';
import { asObject } from '../core/json.ts';
import { conditionHolds, type RequestKeys } from './policy-condition.ts';
import { asList, matchesGlob, type Statement, statementsOf } from './policy-document.ts';
import { allOf, anyOf, not, type Truth } from './truth.ts';

/** One call, as a resource's policy sees it. */
export interface PolicyRequest {
  /** Who calls: a service of AWS, or a role of an account, by its own ARN. */
  readonly caller: { readonly service: string } | { readonly account: string; readonly role: string };
  /** Such as `events:PutEvents`. */
  readonly action: string;
  readonly resource: string;
  readonly keys: RequestKeys;
}

/**
 * What a resource's policy says to a call; without a policy it admits nobody. A denial wins over everything that admits. What the
 * caller's own policies and those of its organization say is another matter. Throws if the policy is no JSON.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function admissionBy(policy: string | undefined, request: PolicyRequest): Admission {
  const statements = policy === undefined ? [] : statementsOf(policy);
  const applying = (allows: boolean) =>
    anyOf(
      statements
        .filter((statement) => statement.allows === allows)
        .map((statement) => isAbout(statement, request)),
    );
  const [denied, admitted] = [applying(false), applying(true)];
  if (denied === true) return 'denied';
  if (denied === undefined) return 'unclear';
  return admitted === true ? 'admitted' : admitted === false ? 'not-admitted' : 'unclear';
}

function isAbout(statement: Statement, request: PolicyRequest): Truth {
  const { raw } = statement;
  return allOf([
    either(raw.Principal, raw.NotPrincipal, (principals) => isAmong(principals, request.caller)),
    either(raw.Action, raw.NotAction, (actions) =>
      asList(actions).some((action) =>
        matchesGlob(String(action).toLowerCase(), request.action.toLowerCase()),
      ),
    ),
    either(raw.Resource, raw.NotResource, (resources) =>
      asList(resources).some((resource) => matchesGlob(String(resource), request.resource)),
    ),
    ...statement.conditions.map((condition) => conditionHolds(condition, request.keys)),
  ]);
}

/** By an element or by the one that means all others; a statement that has neither is not understood. */
function either(named: unknown, others: unknown, isNamed: (value: unknown) => Truth): Truth {
  if (named !== undefined) return isNamed(named);
  return others === undefined ? undefined : not(isNamed(others));
}

/** An account stands for all that is in it. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function isAmong(principals: unknown, caller: PolicyRequest['caller']): boolean {
  const { AWS, Service } = asObject(principals) ?? { AWS: principals };
  const accounts = asList(AWS).map(String);
  if (accounts.includes('*')) return true;
  if ('service' in caller) return asList(Service).includes(caller.service);
  return accounts.some(
    (principal) =>
      principal === caller.account ||
      principal === caller.role ||
      /^arn:[a-z-]+:iam::(\d{12}):root$/.exec(principal)?.[1] === caller.account,
  );
}
