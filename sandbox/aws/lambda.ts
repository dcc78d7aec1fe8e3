import { textAt } from '../../src/core/json.ts';
import { AwsError, ownKind } from './errors.ts';
import type { Route } from './protocols.ts';
import type { Call, Operation, Service, World } from './world.ts';

/** The functions of template.yaml, and the queues that each is fed by. */
const sources: Readonly<Record<string, readonly string[]>> = {
  'rootguard-slack': [],
  'rootguard-events': ['rootguard-ingest'],
  'rootguard-worker': ['rootguard-jobs', 'rootguard-sweep'],
};

/** With the variables that a function runs with, where functions do run: an AWS by itself has nothing to run. */
function functionOf({ input, account, region }: Call, world: World) {
  const name = textAt(input, 'FunctionName') ?? '';
  const known = world.names.functions?.()[name] ?? (Object.hasOwn(sources, name) ? {} : undefined);
  const environment = account.id === world.hubAccount ? known : undefined;
  const arn = `arn:aws:lambda:${region}:${account.id}:function:${name}`;
  if (world.guard.stack === 'missing' || environment === undefined || region !== world.region)
    throw new AwsError(ownKind('ResourceNotFoundException', 404), `Function not found: ${arn}`);
  return { name, arn, environment };
}

const getFunctionConfiguration: Operation = (call, world) => {
  const { name, arn, environment } = functionOf(call, world);
  return {
    FunctionName: name,
    FunctionArn: arn,
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    State: world.guard.functions === 'failed' ? 'Failed' : 'Active',
    ...(world.guard.functions === 'failed' && { StateReason: 'The role defined for the function is gone.' }),
    LastUpdateStatus: 'Successful',
    Environment: { Variables: environment },
  };
};

/** One a page; the first page is empty and not the last, so that nobody forgets to ask on. */
const listEventSourceMappings: Operation = (call, world) => {
  const { name, arn } = functionOf(call, world);
  const all = world.guard.eventSources === 'missing' ? [] : (sources[name] ?? []);
  const page = Number(textAt(call.input, 'Marker') ?? 0);
  return {
    EventSourceMappings: all.slice(Math.max(0, page - 1), page).map((queue, index) => ({
      UUID: `00000000-0000-4000-8000-${name.length.toString().padStart(11, '0')}${index}`,
      EventSourceArn: `arn:aws:sqs:${call.region}:${call.account.id}:${queue}`,
      FunctionArn: arn,
      State: world.guard.eventSources === 'disabled' ? 'Disabled' : 'Enabled',
      LastProcessingResult:
        world.guard.eventSources === 'troubled'
          ? 'PROBLEM: Lambda cannot assume the role of the function.'
          : 'No records processed',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    })),
    ...(page < all.length && { NextMarker: String(page + 1) }),
  };
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
const routes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/2015-03-31\/functions\/(?<FunctionName>[^/]+)\/configuration$/,
    operation: 'GetFunctionConfiguration',
  },
  { method: 'GET', path: /^\/2015-03-31\/event-source-mappings\/?$/, operation: 'ListEventSourceMappings' },
];

/** Lambda, as far as somebody looks at what was deployed; the functions themselves run in sandbox/lambda. */
export const lambda: Service = {
  dialect: { protocol: 'rest-json', version: '', routes },
  operations: {
    GetFunctionConfiguration: getFunctionConfiguration,
    ListEventSourceMappings: listEventSourceMappings,
  },
};
