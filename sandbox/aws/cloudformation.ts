import { textAt } from '../../src/core/json.ts';
import { AwsError, ownKind } from './errors.ts';
import type { Operation, Service } from './world.ts';

/** The stack of template.yaml, if this installation has one: its state and the outputs that somebody asks for. */
const describeStacks: Operation = ({ input, region, account }, world) => {
  const name = textAt(input, 'StackName') ?? '';
  const { stack } = world.guard;
  if (
    stack === 'missing' ||
    name !== 'rootguard' ||
    account.id !== world.hubAccount ||
    region !== world.region
  )
    throw new AwsError(ownKind('ValidationError', 400), `Stack with id ${name} does not exist`);
  const outputs = { SlackRequestUrl: world.names.slackRequestUrl?.() ?? '' };
  return {
    Stacks: [
      {
        StackId: `arn:aws:cloudformation:${region}:${account.id}:stack/rootguard/5e1f0d30-0000-11ee-8000-0a1b2c3d4e5f`,
        StackName: name,
        StackStatus: stack === 'failed' ? 'UPDATE_ROLLBACK_FAILED' : 'CREATE_COMPLETE',
        CreationTime: new Date(world.now() - 86_400_000).toISOString(),
        Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
      },
    ],
  };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
export const cloudFormation: Service = {
  dialect: {
    protocol: 'query',
    version: '2010-05-15',
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  },
  operations: { DescribeStacks: describeStacks },
};
