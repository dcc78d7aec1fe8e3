import type { JsonObject } from '../core/json.ts';
import { asObject, textAt } from '../core/json.ts';
import type { Clock } from '../core/ports.ts';
import { createExchange, type Exchange, ExchangeError, type Incoming } from '../http/exchange.ts';
import { AwsError } from './aws-error.ts';
import { endpointFor } from './endpoint.ts';
import { type Credentials, signedHeaders } from './sigv4.ts';

/** Calls one operation of an AWS service that speaks JSON. Throws AwsError. */
export type JsonCall = (operation: string, input: object) => Promise<JsonObject>;

/** Which service to call, and how. */
export interface JsonCallOptions {
  /** The signing name and first part of the host name: `dynamodb`, `ssm`. */
  readonly service: string;
  /** What stands before the operation in X-Amz-Target, such as `DynamoDB_20120810`. */
  readonly targetPrefix: string;
  /** The version of AWS's JSON protocol. */
  readonly version: '1.0' | '1.1';
  readonly region: string;
  /** AWS's own endpoint of the Region if absent; see `endpointFor`. */
  readonly endpoint?: string | undefined;
  /** Asked before every attempt, so that rotated keys are used at once. */
  readonly credentials: () => Credentials | Promise<Credentials>;
  readonly clock: Clock;
  /** For each attempt, in milliseconds. There are at most three. */
  readonly timeoutMs: number;
}

/**
 * Calls AWS without its SDK, for the alert path (the SDK alone would cost a cold start about 40 ms).
 *
 * A 5xx or a throttled call is tried twice more, after short random pauses. A call that timed out or lost its connection
 * is not: whether AWS did it is unknown, and the caller decides. A kept connection that turns out dead is replaced once.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function createJsonCall(options: JsonCallOptions): JsonCall {
  const url = new URL(options.endpoint ?? endpointFor(options.service, options.region, {}));
  const exchange = createExchange();

  return async (operation, input) => {
    const body = Buffer.from(JSON.stringify(input));
    for (let attempt = 0; ; attempt += 1) {
      const answer = await sendOnce(exchange, options, url, operation, body);
      if (answer.ok) return answer.output;
      if (attempt === retries || !worthRetrying(answer.error)) throw answer.error;
      await pause(attempt);
    }
  };
}

const retries = 2;

/** The pause before the first retry, at most, in milliseconds; it doubles. DynamoDB's own clients begin with 50. */
const firstPause = 50;

type Answer =
  | { readonly ok: true; readonly output: JsonObject }
  | { readonly ok: false; readonly error: AwsError };

async function sendOnce(
  exchange: Exchange,
  options: JsonCallOptions,
  url: URL,
  operation: string,
  body: Buffer,
): Promise<Answer> {
  const { service, region, clock, timeoutMs } = options;
  const name = `${service} ${operation}`;
  const headers = signedHeaders({
    method: 'POST',
    url,
    headers: {
      'content-type': `application/x-amz-json-${options.version}`,
      'content-length': String(body.length),
      'x-amz-target': `${options.targetPrefix}.${operation}`,
    },
    body,
    service,
    region,
    credentials: await options.credentials(),
    now: clock(),
  });
  try {
    return readAnswer(name, await exchange({ method: 'POST', url, headers, body, timeoutMs }));
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    return { ok: false, error: new AwsError(name, error.code, undefined, { cause: error.cause }) };
  }
}

function readAnswer(name: string, { status, headers, body }: Incoming): Answer {
  const output = parsed(body);
  if (status === 200) {
    if (output !== undefined) return { ok: true, output };
    return { ok: false, error: new AwsError(name, 'unreadable-answer', status) };
  }
  const header = headers['x-amzn-errortype'];
  const type =
    textAt(output, '__type') ?? textAt(output, 'code') ?? (typeof header === 'string' ? header : '');
  return { ok: false, error: new AwsError(name, shortCode(type) || `http_${status}`, status) };
}

/** Never throws: a SyntaxError would quote the answer. */
function parsed(body: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/** `com.amazonaws.dynamodb.v20120810#ThrottlingException:http://…` is ThrottlingException. */
function shortCode(type: string): string {
  const code = type.replace(/^.*#/, '').replace(/:.*$/, '');
  // A proxy's page is not a code, and must not reach a log.
  return /^\w{1,100}$/.test(code) ? code : '';
}

function worthRetrying({ status = 0, code }: AwsError): boolean {
  return status >= 500 || status === 429 || throttled.has(code);
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const throttled: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
]);

/** Random, so that many functions that were throttled together do not come back together. */
function pause(attempt: number): Promise<void> {
  const longest = firstPause * 2 ** attempt;
  return new Promise((resolve) => setTimeout(resolve, longest / 2 + (Math.random() * longest) / 2));
}
