/** Runs one built bundle in a Node of its own, as Lambda does: loads it once, then one event at a time. Speaks over IPC. */
const { handler } = require(process.argv[2]);

// nodejs24.x refuses handlers with three arguments: Runtime.CallbackHandlerDeprecated.
if (handler.length > 2)
  throw new Error(`The handler takes ${handler.length} arguments; nodejs24.x refuses more than 2.`);

process.on('message', async ({ id, event }) => {
  const context = {
    awsRequestId: String(id),
    functionName: 'rootguard',
    getRemainingTimeInMillis: () => 60_000,
  };
  try {
    process.send({ id, result: await handler(event, context) });
  } catch (error) {
    process.send({ id, error: `${error.name}: ${error.message}` });
  }
});
process.send({ ready: true, version: process.version });
