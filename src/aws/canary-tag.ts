import { IAMClient, TagRoleCommand } from '@aws-sdk/client-iam';
import { canaryName, type TagCanary } from '../core/canary.ts';
import { ask, gatherFact } from './audit-fact.ts';
import { type AuditAccess, settingsOf } from './audit-session.ts';

/**
 * Writes a canary's tag over the one before, so that there is never more than one.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html
 */
export function createCanaryTag(access: Pick<AuditAccess, 'region'>): TagCanary {
  const client = new IAMClient(settingsOf(access));
  const call = 'iam:TagRole';
  return (nonce) =>
    gatherFact(call, () =>
      ask(call, () =>
        client.send(new TagRoleCommand({ RoleName: canaryName, Tags: [{ Key: canaryName, Value: nonce }] })),
      ),
    );
}
