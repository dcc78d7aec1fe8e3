import { at } from '../../src/core/json.ts';
import { AwsError, common } from './errors.ts';
import type { Call, Operation, Service, World } from './world.ts';

const getParameters: Operation = (call, world) => {
  const names = at(call.input, 'Names');
  if (!Array.isArray(names) || names.length < 1 || names.length > 10) {
    throw new AwsError(
      common.invalid,
      "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have length between 1 and 10",
    );
  }
  const asked = names.map((name) => find(String(name), call, world));
  return {
    Parameters: asked.flatMap(({ parameter }) => (parameter === undefined ? [] : [parameter])),
    InvalidParameters: asked.flatMap(({ parameter, name }) => (parameter === undefined ? [name] : [])),
  };
};

/** Systems Manager Parameter Store. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
export const ssm: Service = {
  dialect: { protocol: 'json-1.1', version: 'AmazonSSM' },
  operations: { GetParameters: getParameters },
};

/** A parameter may be asked for by name or ARN, and with its version after a colon; without one, the newest is told. */
function find(name: string, { account, input }: Call, { parameters, changedAt, region, hubAccount }: World) {
  const prefix = `arn:aws:ssm:${region}:${account.id}:parameter`;
  const own = account.id === hubAccount ? [...parameters.keys()] : [];
  const arnOf = (known: string) => `${prefix}${known.startsWith('/') ? '' : '/'}${known}`;
  const selector = /:\d+$/.exec(name)?.[0];
  const plain = selector === undefined ? name : name.slice(0, -selector.length);
  const found = own.find((known) => plain === known || plain === arnOf(known));
  if (found === undefined) return { name };
  const versions = parameters.get(found) ?? [];
  const Version = selector === undefined ? versions.length : Number(selector.slice(1));
  const value = versions[Version - 1];
  if (value === undefined) return { name };
  const parameter = {
    Name: found,
    Type: 'SecureString',
    // Undecrypted, a SecureString's value is its ciphertext: no caller may take that for the secret.
    Value:
      at(input, 'WithDecryption') === true ? value : Buffer.from(`cipher of ${found}`).toString('base64'),
    Version,
    Selector: selector,
    LastModifiedDate: (changedAt.get(found) ?? 0) / 1_000,
    ARN: arnOf(found),
    DataType: 'text',
  };
  return { name, parameter };
}
