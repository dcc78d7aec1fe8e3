import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { createJobQueue } from '../../src/aws/job-queue.ts';
import { createJsonCall } from '../../src/aws/json-call.ts';
import { createNotifier } from '../../src/aws/notifier.ts';
import { createQueryCall } from '../../src/aws/query-call.ts';
import { createRestMessages } from '../../src/aws/visibility.ts';
import type { Job } from '../../src/core/ports.ts';
import { readJob } from '../../src/listeners/read-job.ts';
import { describeWithMoto, motoAccount, motoCredentials, useMoto } from './moto-server.ts';

/** Jobs over EventBridge and SQS, rests of messages, and mail over SNS, in an AWS that others wrote. */
describeWithMoto('moto', () => {
  const moto = useMoto();
  const lean = () => ({
    region: 'us-east-1',
    endpoint: moto.endpoint,
    credentials: motoCredentials,
    clock: Date.now,
    timeoutMs: 5_000,
  });
  const queue = async (name: string) => {
    // moto's URLs of queues are not where moto is.
    const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    const arn = `arn:aws:sqs:us-east-1:${motoAccount}:${name}`;
    const receive = async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 30 }),
      );
      return Messages;
    };
    const take = async () => {
      const messages = await receive();
      for (const { ReceiptHandle } of messages)
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      return messages;
    };
    const send = (MessageBody: string) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    return { arn, receive, take, send };
  };

  test('every job arrives once, in the queue of its kind, as it was handed over', async () => {
    const events = new EventBridgeClient({});
    const [jobs, sweep] = [await queue('jobs'), await queue('sweep')];
    const rules = [
      ['jobs', [{ 'anything-but': ['check-account'] }], jobs.arn],
      ['sweep', ['check-account'], sweep.arn],
    ] as const;
    for (const [Name, kinds, Arn] of rules) {
      const EventPattern = JSON.stringify({ source: ['rootguard.job'], 'detail-type': kinds });
      await events.send(new PutRuleCommand({ Name, EventPattern }));
      await events.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: 'queue', Arn }] }));
    }
    const accounts = Array.from({ length: 25 }, (_, index): Job => {
      const account = String(100_000_000_000 + index);
      return { kind: 'check-account', sweep: 'sweep-1', account, group: 0, size: 25 };
    });
    const bus = createJobQueue({ busName: 'default' });
    await bus.enqueueAll(accounts);
    await bus.enqueue({ kind: 'redraw', incident: 'RG-7K3MPQ2A' });

    const arrived: Job[] = [];
    for (let messages = await sweep.take(); messages.length > 0; messages = await sweep.take())
      arrived.push(...messages.map(({ Body = '' }) => readJob(JSON.parse(Body))));
    const inOrder = (list: readonly Job[]) => list.map((job) => JSON.stringify(job)).sort();
    expect(inOrder(arrived)).toEqual(inOrder(accounts));
    const others = (await jobs.take()).map(({ Body = '' }) => readJob(JSON.parse(Body)));
    expect(others).toEqual([{ kind: 'redraw', incident: 'RG-7K3MPQ2A' }]);
  });

  test('a message that must rest comes out again after its own time, and not the queue’s', async () => {
    const resting = await queue('resting');
    await resting.send('hello');
    const [message] = await resting.receive();
    expect(await resting.receive()).toEqual([]);
    const call = createJsonCall({ ...lean(), service: 'sqs', targetPrefix: 'AmazonSQS', version: '1.0' });
    const messages = [{ receiptHandle: message?.ReceiptHandle ?? '', seconds: 0 }];
    await createRestMessages(call)(resting.arn, messages);
    expect((await resting.receive()).map(({ Body }) => Body)).toEqual(['hello']);
  });

  test('whoever subscribed to the topic hears', async () => {
    const mailbox = await queue('mailbox');
    const sns = new SNSClient({});
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'rootguard-alerts' }));
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: mailbox.arn }));
    const call = createQueryCall({ ...lean(), service: 'sns', version: '2010-03-31' });
    await createNotifier({ topic: TopicArn, call }).notify({ subject: 'Root signed in', text: '루트 & 1%' });
    const [mail] = await mailbox.take();
    expect(JSON.parse(mail?.Body ?? '{}')).toMatchObject({ Subject: 'Root signed in', Message: '루트 & 1%' });
  });
});
