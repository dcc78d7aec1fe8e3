import { AwsError } from '../../aws/aws-error.ts';
import { endpointFor } from '../../aws/endpoint.ts';
import { createJsonCall } from '../../aws/json-call.ts';
import { managerSecrets } from '../../aws/manager-secrets.ts';
import { parameterSecrets } from '../../aws/parameter-secrets.ts';
import { type Secrets, SecretsError } from '../../aws/secrets.ts';
import type { SignedCallOptions } from '../../aws/signed-call.ts';
import { type Config, environment } from '../../config.ts';
import { type Diagnosis, fault, ok, unknown } from './diagnosis.ts';

/** Reads Slack's secrets from where the functions read them. Their values are in no diagnosis. */
export async function secretHealth(
  { region, secrets }: Config,
  credentials: SignedCallOptions['credentials'],
): Promise<{ readonly diagnosis: Diagnosis; readonly secrets?: Secrets }> {
  const part = 'Secrets';
  if (secrets.kind === 'values')
    return { diagnosis: ok(part, 'They are variables of the functions.'), secrets };
  const call = (service: string, targetPrefix: string) =>
    createJsonCall({
      service,
      region,
      targetPrefix,
      version: '1.1',
      endpoint: endpointFor(service, region, environment()),
      credentials,
      clock: Date.now,
      timeoutMs: 5_000,
    });
  const fetch =
    secrets.store === 'ssm'
      ? parameterSecrets(secrets, call('ssm', 'AmazonSSM'))
      : managerSecrets(secrets, call('secretsmanager', 'secretsmanager'));
  try {
    const found = await fetch();
    return {
      diagnosis: ok(part, `Both are in ${secrets.store === 'ssm' ? 'Parameter Store' : 'Secrets Manager'}.`),
      secrets: found,
    };
  } catch (error) {
    if (!(error instanceof SecretsError)) throw error;
    // Whoever runs this may not read them, and the functions may: that is no fault of theirs.
    const denied = error.cause instanceof AwsError && /AccessDenied/.test(error.cause.code);
    return { diagnosis: denied ? unknown(part, error.message) : fault(part, error.message) };
  }
}
