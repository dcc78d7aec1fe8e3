import type { RootEvent } from './root-event.ts';

/**
 * True when the caller is root, or a session that root opened, whoever made the call on its behalf. For events about
 * credentials, which are never put down to AWS itself. Another service's finding may name root, and is no call.
 */
export function isRoot({ kind, actor, type }: RootEvent): boolean {
  return (
    kind === 'cloudtrail' && (actor.type === 'Root' || actor.issuer === 'Root') && type !== 'AwsServiceEvent'
  );
}

/**
 * True when a person or program used root: the root user, or a session that root's federation token opened.
 * Judged by userIdentity's type and the session's issuer, never by text: policies name `:root` in their ARNs, and an
 * IAM user may be called "root".
 */
export function usedRoot(event: RootEvent): boolean {
  return isRoot(event) && !actedByAws(event);
}

/**
 * True for a sign-in to the console as root itself, tried or done. A session that root's federation token opened signs in
 * as its own user (FederatedUser), and no AWS service signs in: what `invokedBy` says is no reason for silence.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
export function isRootSignIn(event: RootEvent): boolean {
  return event.name === 'ConsoleLogin' && event.actor.type === 'Root' && isRoot(event);
}

/**
 * True when an AWS service called with the root identity: the caller, the address and the agent are all that service.
 * `signin.amazonaws.com` is the console, so a human; `AWS Internal` is a human in the console, too.
 * https://repost.aws/knowledge-center/cloudtrail-root-action-logs
 */
function actedByAws(event: RootEvent): boolean {
  const service = event.actor.invokedBy;
  if (service === undefined || service === 'signin.amazonaws.com' || service === 'AWS Internal') return false;
  return event.sourceIp === service || event.userAgent === service;
}

/** True when an IAM call by root was about root itself, and not about an IAM user that it names. */
export function aboutRootItself(event: RootEvent): boolean {
  const user = event.request?.userName;
  return user === undefined || user === null || user === 'AWS ROOT USER';
}

/**
 * True when the call was signed with a long-term key (AKIA…) of root, which should not exist. Such calls have no
 * session; a record with both is a console session with its key id redacted, as AWS's own documentation prints it.
 */
export function usedLongTermKey(event: RootEvent): boolean {
  // The management account opened an AssumeRoot session; its key is gone in 15 minutes.
  if (event.actor.assumedRoot) return false;
  // In GovCloud nobody can sign in as root: it exists as an access key, or not at all.
  // https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-account-root-user.html
  if (event.region?.startsWith('us-gov-') || event.actor.arn?.startsWith('arn:aws-us-gov:')) return true;
  const { accessKeyId, sessionStart } = event.actor;
  return sessionStart === undefined && (accessKeyId?.startsWith('AKIA') ?? false);
}
