import { IAMClient } from '@aws-sdk/client-iam';
import { AssumeRootCommand, STSClient } from '@aws-sdk/client-sts';
import { auditSeconds, auditTask, type RootAuditRole } from '../core/own-audit.ts';
import { ask } from './audit-fact.ts';
import { type AuditAccess, credentialsIn, sessionOf, settingsOf } from './audit-session.ts';

/** A root session that nobody has used yet. */
export interface RootSession {
  readonly accessKeyId: string;
  /** A client that speaks as root. Whoever opens it closes it. */
  use(): { readonly iam: IAMClient; destroy(): void };
}

/**
 * Opens a root session in a member, for AWS's audit task alone. The role's account asks for it: the hub with its own credentials
 * if the role is the worker's, else by the role. Throws AuditCallError.
 *
 * STS's global endpoint does not know the call; the SDK asks the Region's.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html
 */
export async function openRoot(look: {
  readonly access: AuditAccess;
  readonly account: string;
  readonly hub: string;
  readonly role: RootAuditRole;
}): Promise<RootSession> {
  const { access, account, hub, role } = look;
  const credentials =
    role.account === hub ? undefined : await ask('sts:AssumeRole', () => sessionOf(access, role.arn));
  const settings = settingsOf(access);
  const sts = new STSClient({ ...settings, ...(credentials !== undefined && { credentials }) });
  const partition = role.arn.split(':')[1];
  const command = new AssumeRootCommand({
    TargetPrincipal: account,
    TaskPolicyArn: { arn: `arn:${partition}:iam::aws:${auditTask}` },
    DurationSeconds: auditSeconds,
  });
  try {
    const given = await ask('sts:AssumeRoot', async () => credentialsIn(await sts.send(command)));
    return {
      accessKeyId: given.accessKeyId,
      use() {
        const iam = new IAMClient({ ...settings, credentials: given });
        return { iam, destroy: () => iam.destroy() };
      },
    };
  } finally {
    sts.destroy();
  }
}
