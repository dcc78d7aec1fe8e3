import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createAlertStore } from '../aws/alert-store.ts';
import { raiseAlerts } from '../flows/raise-alerts.ts';
import { reportFailedStart } from './basics.ts';
import { handleBatch } from './batch.ts';
import { lazily } from './lazily.ts';
import { queueBasics } from './queue-basics.ts';

const start = lazily(() => queueBasics(createAlertStore), reportFailedStart);

/** EventBridge's events about root, by way of the ingest queue. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const { refreshToken, ...ports } = await start();
  await refreshToken();
  const timeLeft = () => context.getRemainingTimeInMillis();
  return await handleBatch(event, context, ports, async (messages) => {
    const raised = await raiseAlerts({ ...ports, timeLeft }, messages);
    return raised.map((each) => (typeof each === 'object' ? each.failed : undefined));
  });
};
