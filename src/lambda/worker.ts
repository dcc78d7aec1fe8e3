import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createCanaryTag } from '../aws/canary-tag.ts';
import { createJobQueue } from '../aws/job-queue.ts';
import { createOrganization } from '../aws/organization.ts';
import { createPutEvent } from '../aws/put-event.ts';
import { createStore } from '../aws/store.ts';
import { heartbeatSource } from '../core/heartbeat.ts';
import { readJob } from '../listeners/read-job.ts';
import { runJob } from '../listeners/run-job.ts';
import { createPostureMessenger } from '../slack/posture-messenger.ts';
import { createRespond } from '../slack/respond.ts';
import { createUpload } from '../slack/upload.ts';
import { withPeople } from '../slack/with-people.ts';
import { auditorOf } from './auditor.ts';
import { reportFailedStart } from './basics.ts';
import { eachAlone, handleBatch } from './batch.ts';
import { lazily } from './lazily.ts';
import { queueBasics } from './queue-basics.ts';
import { withPlans } from './with-plans.ts';

const start = lazily(async () => {
  const ports = await queueBasics(createStore);
  const { config, call, directory, channel } = ports;
  const respond = createRespond({ apiUrl: config.slackApiUrl, timeoutMs: 10_000 });
  const beat = createPutEvent({ busName: config.bus, requestTimeout: 5_000 });
  return {
    ...ports,
    posture: createPostureMessenger({ call, respond, directory, channel, language: config.language }),
    language: config.language,
    ...withPeople(ports),
    ...withPlans(ports),
    respond,
    upload: createUpload({ call, apiUrl: config.slackApiUrl, timeoutMs: 20_000 }),
    jobs: createJobQueue({ busName: config.bus }),
    beat: () => beat(heartbeatSource, 'heartbeat', {}),
    tagCanary: createCanaryTag(config),
    organization:
      config.organization === undefined ? undefined : createOrganization({ region: config.region }),
    auditor: auditorOf(ports),
  };
}, reportFailedStart);

/** A batch's jobs wait for AWS most of the time, so they wait together. */
const atOnce = 5;

/** Work that takes longer than Slack waits, by way of the job queue. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const services = await start();
  await services.refreshToken();
  return await handleBatch(
    event,
    context,
    services,
    eachAlone(async ({ body, delivery }) => runJob(readJob(body), services, delivery), atOnce, context),
  );
};
