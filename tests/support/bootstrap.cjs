/**
 * What AWS's Node.js runtime does between a bundle and Lambda's Runtime API, by its documentation: loads the handler once,
 * refuses one with more than two arguments as nodejs24.x does, then asks for events one at a time and posts what came of
 * them. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
const { Agent, request } = require('node:http');
const { join } = require('node:path');

const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let current;

for (const [event, type, code] of [
  ['uncaughtException', 'Runtime.UncaughtException', 129],
  ['unhandledRejection', 'Runtime.UnhandledPromiseRejection', 128],
]) {
  process.on(event, async (error) => {
    log(type, error);
    if (current !== undefined) await postError(`invocation/${current}/error`, error, type);
    process.exit(code);
  });
}

void main();

async function main() {
  let handler;
  try {
    handler = load();
  } catch (error) {
    log('Init Error', error);
    await postError('init/error', error, error.name);
    process.exit(1);
  }
  for (;;) await serveNext(handler);
}

function load() {
  const [file, name] = process.env._HANDLER.split('.');
  const { [name]: handler } = importModule(join(process.env.LAMBDA_TASK_ROOT, file));
  if (typeof handler !== 'function') throw named('Runtime.HandlerNotFound', `${file} exports no ${name}`);
  if (handler.length > 2) {
    throw named('Runtime.CallbackHandlerDeprecated', 'The handler takes more than two arguments.');
  }
  return handler;
}

function importModule(path) {
  try {
    return require(path);
  } catch (error) {
    throw named('Runtime.ImportModuleError', String(error));
  }
}

async function serveNext(handler) {
  const { headers, body } = await call('GET', 'invocation/next', {
    // For the tests alone: what a bundle left running when it had answered.
    'x-still-active': process.getActiveResourcesInfo().join(','),
  });
  current = headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  let answer;
  try {
    answer = JSON.stringify(await handler(JSON.parse(body), contextOf(headers))) ?? 'null';
  } catch (error) {
    log('Invoke Error', error);
    await postError(`invocation/${current}/error`, error, error?.name);
    current = undefined;
    return;
  }
  await call('POST', `invocation/${current}/response`, {}, answer);
  current = undefined;
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    callbackWaitsForEmptyEventLoop: true,
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    memoryLimitInMB: '512',
    logGroupName: `/aws/lambda/${process.env.AWS_LAMBDA_FUNCTION_NAME}`,
    logStreamName: '2026/11/23/[$LATEST]0',
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function postError(path, error, type = 'Error') {
  const { message = String(error), stack = '' } = error ?? {};
  const body = { errorType: type, errorMessage: message, trace: String(stack).split('\n') };
  return call('POST', path, { 'lambda-runtime-function-error-type': type }, JSON.stringify(body));
}

/** As Lambda does it, an error is logged with every property that it has of its own: whatever hangs on it gets into the log. */
function log(what, error) {
  const withProperties = (_key, value) =>
    value instanceof Error
      ? { errorType: value.name, errorMessage: value.message, ...value, stack: value.stack?.split('\n') }
      : value;
  console.error(`ERROR\t${what}\t${JSON.stringify(error, withProperties)}`);
}

function named(name, message) {
  return Object.assign(new Error(message), { name });
}

function call(method, path, headers, body = '') {
  return new Promise((resolve, reject) => {
    const options = { hostname, port, method, path: `/2018-06-01/runtime/${path}`, agent };
    const length = Buffer.byteLength(body);
    const outgoing = request(
      { ...options, headers: { ...headers, 'content-length': length } },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk) => {
          text += chunk;
        });
        incoming.on('end', () => resolve({ headers: incoming.headers, body: text }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
