import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { hubFunctions } from '../../aws/hub-names.ts';
import { askAws } from './ask-aws.ts';
import { type Diagnosis, fault, ok, unknown } from './diagnosis.ts';

const deploy = 'Deploy it again: npm run build && sam deploy. docs/operations.md says how to install.';

/** What the stack says of itself, and the address that Slack was told. */
export async function stackHealth(
  client: CloudFormationClient,
  name: string,
): Promise<{ readonly diagnosis: Diagnosis; readonly requestUrl?: string }> {
  const part = 'Stack';
  const answer = await askAws(
    part,
    'cloudformation:DescribeStacks',
    () => client.send(new DescribeStacksCommand({ StackName: name })),
    // That there is no such stack has no error of its own.
    'ValidationError',
  );
  if ('diagnosis' in answer) return answer;
  const stack = answer.value?.Stacks?.[0];
  if (stack === undefined)
    return {
      diagnosis: fault(
        part,
        `There is no stack "${name}" in us-east-1 of this account.`,
        `Say which one it is: rootguard doctor --stack NAME. Or ${deploy.charAt(0).toLowerCase()}${deploy.slice(1)}`,
      ),
    };
  const requestUrl = stack.Outputs?.find(({ OutputKey }) => OutputKey === 'SlackRequestUrl')?.OutputValue;
  const status = stack.StackStatus ?? 'unknown';
  // A rolled back update is as good as the state before it; a stack whose creation was rolled back holds nothing.
  const sound = /^(CREATE|UPDATE|IMPORT|UPDATE_ROLLBACK)_COMPLETE$/.test(status);
  return {
    diagnosis: sound
      ? ok(part, `"${name}" is ${status}.`)
      : /IN_PROGRESS$/.test(status)
        ? unknown(part, `"${name}" is ${status}.`, 'Wait until it is done, then run this again.')
        : fault(
            part,
            `"${name}" is ${status}: ${stack.StackStatusReason ?? 'AWS says no more'}.`,
            'Its events say why: aws cloudformation describe-stack-events --stack-name NAME --region us-east-1',
            deploy,
          ),
    ...(requestUrl !== undefined && { requestUrl }),
  };
}

/** Whether Lambda can run each function; and the variables that the worker runs with. What feeds them is a check of the guard. */
export async function functionHealth(client: LambdaClient): Promise<{
  readonly diagnoses: readonly Diagnosis[];
  readonly environment?: Readonly<Record<string, string>>;
}> {
  const looks = await Promise.all(
    hubFunctions.map(async (name) => ({ name, ...(await oneFunction(client, name)) })),
  );
  const environment = looks.find(({ name }) => name === 'rootguard-worker')?.environment;
  return {
    diagnoses: looks.map(({ diagnosis }) => diagnosis),
    ...(environment !== undefined && { environment }),
  };
}

async function oneFunction(
  client: LambdaClient,
  name: string,
): Promise<{ readonly diagnosis: Diagnosis; readonly environment?: Readonly<Record<string, string>> }> {
  const part = `Function ${name}`;
  const answer = await askAws(
    part,
    'lambda:GetFunctionConfiguration',
    () => client.send(new GetFunctionConfigurationCommand({ FunctionName: name })),
    'ResourceNotFoundException',
  );
  if ('diagnosis' in answer) return answer;
  if (answer.value === undefined)
    return { diagnosis: fault(part, 'It does not exist in us-east-1 of this account.', deploy) };
  const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason, Environment } = answer.value;
  const environment = Environment?.Variables;
  const bad = State !== 'Active' && State !== 'Inactive';
  const diagnosis = bad
    ? fault(part, `Lambda cannot run it (${State}): ${StateReason ?? 'AWS says no more'}`, deploy)
    : LastUpdateStatus === 'Failed'
      ? fault(part, `Its last update failed: ${LastUpdateStatusReason ?? 'AWS says no more'}`, deploy)
      : ok(part, 'Lambda can run it.');
  return { diagnosis, ...(environment !== undefined && { environment }) };
}
