import { textAt } from '../../src/core/json.ts';
import { AwsError, ownKind } from './errors.ts';
import type { Call, Operation, Service, World } from './world.ts';

/** GetSecretValue of the current version. */
const getSecretValue: Operation = (call, world) => {
  const { ARN, Name, changed } = secretOf(call, world);
  return {
    ARN,
    Name,
    SecretString: world.secrets.get(Name),
    VersionStages: ['AWSCURRENT'],
    CreatedDate: changed,
  };
};

/** DescribeSecret tells everything but the value. */
const describeSecret: Operation = (call, world) => {
  const { ARN, Name, changed } = secretOf(call, world);
  return { ARN, Name, LastChangedDate: changed, CreatedDate: changed, RotationEnabled: false };
};

/** Secrets Manager. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html */
export const secretsManager: Service = {
  dialect: { protocol: 'json-1.1', version: 'secretsmanager' },
  operations: { GetSecretValue: getSecretValue, DescribeSecret: describeSecret },
};

/** By name or ARN, whose last six characters AWS makes up; with when it was changed, in seconds. */
function secretOf({ input, account }: Call, { secrets, changedAt, region, hubAccount }: World) {
  const asked = textAt(input, 'SecretId') ?? '';
  const arnOf = (name: string) => `arn:aws:secretsmanager:${region}:${account.id}:secret:${name}-AbCdEf`;
  const own = account.id === hubAccount ? [...secrets.keys()] : [];
  const Name = own.find((name) => asked === name || asked === arnOf(name));
  if (Name === undefined) {
    throw new AwsError(
      ownKind('ResourceNotFoundException', 400),
      "Secrets Manager can't find the specified secret.",
    );
  }
  return { ARN: arnOf(Name), Name, changed: (changedAt.get(Name) ?? 0) / 1_000 };
}
