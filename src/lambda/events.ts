import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { raiseAlert } from '../flows/raise-alert.ts';
import { basics } from './basics.ts';
import { handleBatch } from './batch.ts';
import { lazily } from './lazily.ts';

const start = lazily(() => basics({ slackMs: 10_000, storeMs: 3_000 }));

/** EventBridge's events about root, by way of the ingest queue. */
export const handler = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const { refreshToken, ...ports } = await start();
  await refreshToken();
  return await handleBatch(event, context, ports.logger, (envelope, delivery) =>
    raiseAlert(ports, envelope, delivery),
  );
};
