import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type RuleState,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateEventSourceMappingCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteQueueCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { memberBusPolicy } from '../../sandbox/aws/bus-policy.ts';
import { type GuardState, healthyGuard } from '../../sandbox/aws/guard-state.ts';
import { hubRules, hubTarget } from '../../sandbox/aws/hub-rules.ts';
import { organizationId } from '../../sandbox/aws/organization.ts';
import { queuePolicy, redrivePolicy } from '../../sandbox/aws/queue-policy.ts';
import { templateResources } from '../../sandbox/aws/template.ts';
import { templateRules } from '../../sandbox/aws/template-rules.ts';
import { motoAccount } from './moto-server.ts';

const where = { region: 'us-east-1', account: motoAccount };
const hour = 3_600_000;

/** Empties moto and makes a hub in it by AWS's own calls, as template.yaml does, but for a change. */
export async function installHub(endpoint: string, change: Partial<GuardState>) {
  const state = { ...healthyGuard, ...change };
  await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
  const organization = await makeOrganization();
  const [alarmTopic] = await Promise.all([
    makeTopic(state),
    makeQueues(state)
      .then(() => makeFunctions(state))
      .then(() => loseQueue(state)),
    makeRules(state, organization),
    countMetrics(state),
  ]);
  return { organization, alarmTopic };
}

async function makeOrganization(): Promise<string> {
  const { Organization } = await new OrganizationsClient({}).send(
    new CreateOrganizationCommand({ FeatureSet: 'ALL' }),
  );
  return Organization?.Id ?? '';
}

async function makeTopic({ alarmEmail }: GuardState): Promise<string> {
  const sns = new SNSClient({});
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'rootguard-own-alarms' }));
  if (alarmEmail !== 'none')
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'oncall@example.com' }));
  return TopicArn;
}

/** Dead-letter queues first: what names them must find them. */
async function makeQueues(state: GuardState): Promise<void> {
  const queues = templateResources('AWS::SQS::Queue');
  for (const queue of [...queues].sort(
    (a, b) => Number('RedrivePolicy' in a) - Number('RedrivePolicy' in b),
  )) {
    const QueueName = String(queue.QueueName);
    const policy = queuePolicy(QueueName, state, where);
    const redrive = redrivePolicy(queue, state, where);
    const Attributes = {
      ...(policy && { Policy: JSON.stringify(policy) }),
      ...(redrive && { RedrivePolicy: JSON.stringify(redrive) }),
    };
    await sqs().send(new CreateQueueCommand({ QueueName, Attributes }));
  }
}

async function loseQueue({ lostQueue: QueueName }: GuardState): Promise<void> {
  if (QueueName === '') return;
  const { QueueUrl } = await sqs().send(new GetQueueUrlCommand({ QueueName }));
  await sqs().send(new DeleteQueueCommand({ QueueUrl }));
}

/** moto's URLs of queues are not where moto is. */
function sqs(): SQSClient {
  return new SQSClient({ useQueueUrlAsEndpoint: false });
}

async function makeRules(state: GuardState, organization: string): Promise<void> {
  const events = new EventBridgeClient({});
  const buses = state.busPolicy === 'missing' ? [] : templateResources('AWS::Events::EventBus');
  for (const { Name } of buses) await events.send(new CreateEventBusCommand({ Name: String(Name) }));
  const Policy = memberBusPolicy(state, where)?.replaceAll(organizationId, organization);
  if (Policy !== undefined && buses.length > 0)
    await events.send(new PutPermissionCommand({ EventBusName: 'rootguard', Policy }));
  const alert = templateRules().filter(({ name }) => name === 'rootguard-root-events');
  const rules = [
    ...alert.map(({ name, state: State, pattern }) => ({
      Name: name,
      State,
      EventBusName: 'default',
      EventPattern: JSON.stringify(pattern),
      Targets: [hubTarget(name, 'enabled', where)],
    })),
    ...hubRules(state).map((rule) => ({ ...rule, Targets: [hubTarget(rule.Name, state.rules, where)] })),
  ];
  for (const { Targets, State, ...rule } of rules) {
    await events.send(new PutRuleCommand({ ...rule, State: State as RuleState }));
    const { Name: Rule, EventBusName } = rule;
    await events.send(new PutTargetsCommand({ Rule, EventBusName, Targets }));
  }
}

const feeds = {
  'rootguard-slack': [],
  'rootguard-events': ['rootguard-ingest'],
  'rootguard-worker': ['rootguard-jobs', 'rootguard-sweep'],
};

async function makeFunctions({ stack, eventSources }: GuardState): Promise<void> {
  if (stack === 'missing') return;
  const lambda = new LambdaClient({});
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  const { Role } = await new IAMClient({}).send(
    new CreateRoleCommand({ RoleName: 'functions', AssumeRolePolicyDocument }),
  );
  for (const [FunctionName, queues] of Object.entries(feeds)) {
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: Role?.Arn ?? '',
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Code: { ZipFile: emptyZip },
      }),
    );
    if (eventSources === 'missing') continue;
    for (const queue of queues) {
      const EventSourceArn = `arn:aws:sqs:us-east-1:${motoAccount}:${queue}`;
      const Enabled = eventSources !== 'disabled';
      await lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn, Enabled }));
    }
  }
}

/** An archive of nothing: its end of central directory alone. */
const emptyZip = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

async function countMetrics({ metrics, deliveries }: GuardState): Promise<void> {
  const cloudWatch = new CloudWatchClient({});
  const count = async (Namespace: string, MetricName: string, of: Record<string, string>, hours: number) => {
    const Dimensions = Object.entries(of).map(([Name, Value]) => ({ Name, Value }));
    const MetricData = Array.from({ length: hours }, (_, ago) => ({
      MetricName,
      Dimensions,
      Value: 2,
      Timestamp: new Date(Date.now() - ago * hour),
    }));
    await cloudWatch.send(new PutMetricDataCommand({ Namespace, MetricData }));
  };
  if (metrics !== 'empty') await count('AWS/Lambda', 'Invocations', { FunctionName: 'rootguard-events' }, 3);
  const rule = { EventBusName: 'rootguard', RuleName: 'rootguard-member-events' };
  if (deliveries === 'once') await count('AWS/Events', 'FailedInvocations', rule, 1);
  if (deliveries === 'sustained')
    await count('AWS/Lambda', 'Errors', { FunctionName: 'rootguard-worker' }, 6);
  if (deliveries === 'lost')
    await count('AWS/Events', 'InvocationsFailedToBeSentToDlq', { RuleName: 'rootguard-guard-events-1' }, 1);
}
