/** The built events bundle on one SQS message, as Lambda would load and call it at a cold start. */
const { handler } = require('../../dist/lambda/events/index.js');

const record = {
  messageId: '00000000-0000-4000-8000-000000000001',
  attributes: { ApproximateReceiveCount: '1' },
  body: process.env.BENCH_ENVELOPE,
};
handler({ Records: [record] }, { getRemainingTimeInMillis: () => 60_000 }).then(({ batchItemFailures }) => {
  process.exit(batchItemFailures.length === 0 ? 0 : 1);
});
