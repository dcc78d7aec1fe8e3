import { textAt } from '../../src/core/json.ts';
import { AwsError, ownKind } from './errors.ts';
import type { Operation, Service } from './world.ts';

/** GetSecretValue of the current version, by name or ARN (whose last six characters AWS makes up). */
const getSecretValue: Operation = ({ input, account }, { secrets, region, hubAccount, now }) => {
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
  const CreatedDate = Math.floor(now() / 1_000);
  return {
    ARN: arnOf(Name),
    Name,
    SecretString: secrets.get(Name),
    VersionStages: ['AWSCURRENT'],
    CreatedDate,
  };
};

/** Secrets Manager. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export const secretsManager: Service = {
  dialect: { protocol: 'json-1.1', version: 'secretsmanager' },
  operations: { GetSecretValue: getSecretValue },
};
