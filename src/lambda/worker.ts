import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createAuditor } from '../aws/auditor.ts';
import { createJobQueue } from '../aws/job-queue.ts';
import { readJob, runJob } from '../listeners/run-job.ts';
import { createRespond } from '../slack/respond.ts';
import { withPeople } from '../slack/with-people.ts';
import { reportFailedStart } from './basics.ts';
import { handleBatch, oneByOne } from './batch.ts';
import { lazily } from './lazily.ts';
import { queueBasics } from './queue-basics.ts';

const start = lazily(async () => {
  const ports = await queueBasics();
  const { config, clock } = ports;
  return {
    ...ports,
    ...withPeople(ports),
    respond: createRespond({ apiUrl: config.slackApiUrl, timeoutMs: 10_000 }),
    jobs: createJobQueue({ busName: config.bus }),
    auditor: createAuditor({
      region: config.region,
      auditRoleName: config.auditRole,
      ruleName: config.rule,
      clock,
      ...(config.externalId !== undefined && { externalId: config.externalId }),
    }),
  };
}, reportFailedStart);

/** Work that takes longer than Slack waits, by way of the job queue. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const services = await start();
  await services.refreshToken();
  return await handleBatch(
    event,
    context,
    services,
    oneByOne(async ({ body }) => runJob(readJob(body), services)),
  );
};
