import { answer, type Received, type Step } from '../support/scripted-server.ts';

/** What AWS and CloudFormation answer to the hub check. */
export const busArn = 'arn:aws:events:us-east-1:111122223333:event-bus/rootguard';

export const accepted: Step = answer(200, '');
export const described: Step = answer(200, { Name: 'rootguard', Arn: busArn });
export const noBus: Step = answer(400, {
  __type: 'ResourceNotFoundException',
  message: 'Event bus rootguard does not exist.',
});
export const assumed: Step = answer(
  200,
  `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
  <AccessKeyId>ASIAHUB</AccessKeyId><SecretAccessKey>secret-of-the-hub</SecretAccessKey>
  <SessionToken>token-of-the-hub</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
  </Credentials></AssumeRoleResult></AssumeRoleResponse>`,
);
export const denied: Step = answer(
  403,
  stsError(
    'AccessDenied',
    'User: arn:aws:sts::444455556666:assumed-role/x/y is not authorized to perform: sts:AssumeRole',
  ),
);
export const noRole: Step = answer(404, stsError('NoSuchEntity', 'The role cannot be found.'));
export const role: Step = answer(
  200,
  `<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role>
  <RoleName>rootguard-forward</RoleName></Role></GetRoleResult></GetRoleResponse>`,
);

/** As AWS's services with the Query protocol say it. */
export function stsError(code: string, message: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
}

/** The operation that a request asks for. */
export function operationOf({ headers, body }: Received): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? '';
  return new URLSearchParams(body).get('Action') ?? '';
}
