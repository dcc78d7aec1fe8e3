import { DescribeSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { Fact } from '../core/fact.ts';
import type { SecretAge } from '../core/guard-facts.ts';
import { ask, errorName, gatherFact } from './audit-fact.ts';
import type { SecretNames } from './secrets.ts';

/** What keeps Slack's secrets, and what they are called there. */
export interface KeptSecrets extends SecretNames {
  readonly store: 'ssm' | 'secretsmanager';
}

/**
 * When each of Slack's secrets was last changed; undefined where they are variables of the functions, which have no date. No value is
 * read: SSM is not asked to decrypt.
 */
export function gatherSecretAges(
  clients: { readonly ssm: SSMClient; readonly secretsManager: SecretsManagerClient },
  kept: KeptSecrets | undefined,
): Promise<Fact<readonly SecretAge[] | undefined>> {
  if (kept === undefined) return Promise.resolve({ known: true, value: undefined });
  const names = [kept.botTokenParameter, kept.signingSecretParameter];
  return kept.store === 'ssm'
    ? gatherFact(parametersCall, () => agesOfParameters(clients.ssm, names))
    : gatherFact(describeCall, () =>
        Promise.all(names.map((name) => ageOfSecret(clients.secretsManager, name))),
      );
}

const parametersCall = 'ssm:GetParameters';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Parameter.html */
async function agesOfParameters(ssm: SSMClient, names: readonly string[]): Promise<readonly SecretAge[]> {
  const { Parameters = [] } = await ask(parametersCall, () =>
    ssm.send(new GetParametersCommand({ Names: [...names], WithDecryption: false })),
  );
  return names.map((name) => {
    // A name may be given with a version (`name:3`), or as an ARN.
    const found = Parameters.find(({ Name = '', ARN, Selector = '' }) =>
      [Name, ARN, `${Name}${Selector}`, `${ARN}${Selector}`].includes(name),
    );
    return aged(name, found?.LastModifiedDate);
  });
}

const describeCall = 'secretsmanager:DescribeSecret';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
async function ageOfSecret(client: SecretsManagerClient, name: string): Promise<SecretAge> {
  const secret = await ask(describeCall, () =>
    client.send(new DescribeSecretCommand({ SecretId: name })).catch((error: unknown) => {
      if (errorName(error) === 'ResourceNotFoundException') return undefined;
      throw error;
    }),
  );
  // One that is marked for deletion cannot be read any more.
  if (secret?.DeletedDate !== undefined) return { name };
  return aged(name, secret?.LastChangedDate ?? secret?.CreatedDate);
}

function aged(name: string, changed: Date | undefined): SecretAge {
  return { name, ...(changed !== undefined && { changedAt: changed.getTime() }) };
}
