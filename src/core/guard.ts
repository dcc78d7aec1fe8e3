import type { Guard } from './detection.ts';

/**
 * RootGuard's own resources, told by their names: the templates begin every one of them with `prefix` (rootguard).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function guardNamed(prefix: string): Guard {
  const own = prefix.toLowerCase();
  return {
    owns(nameOrArn) {
      // A refusal names the caller before the resource: RootGuard's own role at somebody else's rule is no tampering.
      if (isCaller(nameOrArn)) return false;
      // The resource of an ARN is what stands behind its fifth colon; its parts are divided by `:` and `/`.
      const resource = nameOrArn.startsWith('arn:') ? nameOrArn.split(':').slice(5).join(':') : nameOrArn;
      return resource
        .toLowerCase()
        .split(/[:/]/)
        .some((part) => part === own || part.startsWith(`${own}-`) || part.startsWith(`${own}_`));
    },
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function isCaller(arn: string): boolean {
  return /^arn:[\w-]+:(sts::\d*:|iam::\d*:user\/)/.test(arn);
}
