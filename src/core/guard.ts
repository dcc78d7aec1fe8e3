import type { Guard } from './detection.ts';

/**
 * RootGuard's own resources, told by what they are called. A name owns itself and what begins with it and a dash or an
 * underscore, since the templates name everything like that (`rootguard-events`); a path (`/rootguard/slack`) owns what lies
 * under it, and nothing else: `/slack` must not claim a function called slack-notifier.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function guardNamed(...own: readonly string[]): Guard {
  const known = own.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  const paths = known.filter((name) => name.startsWith('/'));
  // A key or a stack may be given by its ARN: what counts is its name.
  const names = known
    .filter((name) => !name.startsWith('/'))
    .map((name) => name.split(/[:/]/).at(-1) ?? name);
  return {
    owns(nameOrArn) {
      // A refusal names the caller before the resource: RootGuard's own role at somebody else's rule is no tampering.
      if (isCaller(nameOrArn)) return false;
      const resource = resourceOf(nameOrArn).toLowerCase();
      return (
        resource.split(/[:/]/).some((part) => names.some((name) => isNamed(part, name))) ||
        paths.some((path) => resource === path || resource.startsWith(`${path}/`))
      );
    },
  };
}

/** What is RootGuard's wherever it was installed: what the templates call rootguard, and the role in member accounts. */
export const ownNames: readonly string[] = ['rootguard', 'RootGuardAudit'];

function isNamed(part: string, name: string): boolean {
  return part === name || part.startsWith(`${name}-`) || part.startsWith(`${name}_`);
}

/** The resource of an ARN stands behind its fifth colon. A parameter's name there has lost its first slash to the word before. */
function resourceOf(nameOrArn: string): string {
  if (!nameOrArn.startsWith('arn:')) return nameOrArn;
  return nameOrArn
    .split(':')
    .slice(5)
    .join(':')
    .replace(/^parameter\//, '/');
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function isCaller(arn: string): boolean {
  return /^arn:[\w-]+:(sts::\d*:|iam::\d*:user\/)/.test(arn);
}
