import { randomBytes } from 'node:crypto';

/** A secret that signs requests, and whose account it speaks for. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly account: string;
  /** The principal, as GetCallerIdentity tells it. */
  readonly arn: string;
  readonly userId: string;
  /** The ARN of the role whose session it is, as CloudTrail names its issuer. */
  readonly role?: string;
  /** Of a root session that sts:AssumeRoot opened: the name of its task policy. */
  readonly task?: string;
  /** Only with temporary credentials. */
  readonly sessionToken?: string;
  /** When temporary credentials end, ms since the epoch. */
  readonly expiresAt?: number;
}

/** The access keys that this AWS has handed out. */
export interface KeyRing {
  /** The key of the function itself. */
  readonly own: AccessKey;
  find(accessKeyId: string): AccessKey | undefined;
  /** Issues temporary credentials of a role. */
  issue(session: RoleSession): SessionKey;
  /** Issues temporary credentials of an account's root user. */
  issueRoot(session: RootSession): SessionKey;
}

/** The key of a session. */
export type SessionKey = AccessKey & { readonly sessionToken: string; readonly expiresAt: number };

/** Who assumes which role until when (ms since the epoch). */
export interface RoleSession {
  readonly account: string;
  /** The role's ARN. */
  readonly role: string;
  readonly sessionName: string;
  readonly expiresAt: number;
}

/** Whose root, for which task, until when (ms since the epoch). */
export interface RootSession {
  readonly account: string;
  readonly task: string;
  readonly expiresAt: number;
}

/** The role of the functions, as a stack in the hub names it. */
export function functionRole(hubAccount: string): string {
  return `arn:aws:iam::${hubAccount}:role/rootguard/rootguard-WorkerRole-EXAMPLE`;
}

/**
 * Keeps the function's own key, which is the one that AWS's documentation uses in its examples, and the keys of
 * all sessions that were assumed. The own key speaks for the function's role without being of a session, so that it never ends.
 */
export function createKeyRing(hubAccount: string, now: () => number): KeyRing {
  const own: AccessKey = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    account: hubAccount,
    arn: sessionArn(functionRole(hubAccount), 'rootguard-worker'),
    userId: 'AROACKCEVSQ6C2EXAMPLE:rootguard-worker',
    role: functionRole(hubAccount),
  };
  const keys = new Map<string, AccessKey>([[own.accessKeyId, own]]);
  return {
    own,
    find: (accessKeyId) => keys.get(accessKeyId),
    issue: (session) => keep(roleKey(session)),
    issueRoot: (session) => keep(rootKey(session)),
  };

  function keep(key: SessionKey): SessionKey {
    forgetExpired(keys, now());
    keys.set(key.accessKeyId, key);
    return key;
  }
}

function roleKey({ role, sessionName, ...session }: RoleSession): SessionKey {
  const userId = `AROA${base32(17)}:${sessionName}`;
  return { ...secrets(), ...session, arn: sessionArn(role, sessionName), userId, role };
}

function rootKey(session: RootSession): SessionKey {
  return { ...secrets(), ...session, arn: `arn:aws:iam::${session.account}:root`, userId: session.account };
}

function secrets() {
  return {
    accessKeyId: `ASIA${base32(16)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(96).toString('base64'),
  };
}

/** Sessions are named by the last part of the role's path alone. */
function sessionArn(role: string, sessionName: string): string {
  const [, account] = /::(\d{12}):role\//.exec(role) ?? [];
  return `arn:aws:sts::${account}:assumed-role/${role.split('/').at(-1)}/${sessionName}`;
}

/** An expired key is still told apart from an unknown one for a day; a sandbox that runs for weeks must not grow. */
function forgetExpired(keys: Map<string, AccessKey>, now: number): void {
  for (const [id, key] of keys) {
    if (key.expiresAt !== undefined && key.expiresAt + 86_400_000 < now) keys.delete(id);
  }
}

function base32(length: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...randomBytes(length)].map((byte) => letters[byte % 32]).join('');
}
