import { randomBytes } from 'node:crypto';

/** A secret that signs requests, and whose account it speaks for. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly account: string;
  /** The principal, as GetCallerIdentity tells it. */
  readonly arn: string;
  readonly userId: string;
  /** Only with temporary credentials. */
  readonly sessionToken?: string;
  /** When temporary credentials end, ms since the epoch. */
  readonly expiresAt?: number;
}

/** The access keys that this AWS has handed out. */
export interface KeyRing {
  /** The long-term key of the function itself. */
  readonly own: AccessKey;
  find(accessKeyId: string): AccessKey | undefined;
  /** Issues temporary credentials of a role. */
  issue(session: RoleSession): AccessKey & { readonly sessionToken: string; readonly expiresAt: number };
}

/** Who assumes which role until when (ms since the epoch). */
export interface RoleSession {
  readonly account: string;
  /** The last segment of the role's path: sessions are named without the path. */
  readonly roleName: string;
  readonly sessionName: string;
  readonly expiresAt: number;
}

/**
 * Keeps the function's own key, which is the one that AWS's documentation uses in its examples, and the keys of
 * all sessions that were assumed.
 */
export function createKeyRing(hubAccount: string, now: () => number): KeyRing {
  const own: AccessKey = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    account: hubAccount,
    arn: `arn:aws:iam::${hubAccount}:user/rootguard-sandbox`,
    userId: 'AIDACKCEVSQ6C2EXAMPLE',
  };
  const keys = new Map<string, AccessKey>([[own.accessKeyId, own]]);
  return {
    own,
    find: (accessKeyId) => keys.get(accessKeyId),
    issue(session) {
      forgetExpired(keys, now());
      const key = newSessionKey(session);
      keys.set(key.accessKeyId, key);
      return key;
    },
  };
}

function newSessionKey({ account, roleName, sessionName, expiresAt }: RoleSession) {
  return {
    accessKeyId: `ASIA${base32(16)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(96).toString('base64'),
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`,
    userId: `AROA${base32(17)}:${sessionName}`,
    expiresAt,
  };
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
