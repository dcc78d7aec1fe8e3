import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createAuditor } from '../aws/auditor.ts';
import { createJobQueue } from '../aws/job-queue.ts';
import { readJob, runJob } from '../listeners/run-job.ts';
import { createPeople } from '../slack/people.ts';
import { createRespond } from '../slack/respond.ts';
import { createUpload } from '../slack/upload.ts';
import { reportFailedStart } from './basics.ts';
import { handleBatch, oneByOne } from './batch.ts';
import { lazily } from './lazily.ts';
import { queueBasics } from './queue-basics.ts';

const start = lazily(async () => {
  const ports = await queueBasics();
  const { config, call, clock, logger } = ports;
  return {
    ...ports,
    people: createPeople({ call, responders: config.responders, clock, logger }),
    respond: createRespond({ apiUrl: config.slackApiUrl, timeoutMs: 10_000 }),
    upload: createUpload({ call, apiUrl: config.slackApiUrl, timeoutMs: 20_000 }),
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
