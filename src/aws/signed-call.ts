import type { Clock } from '../core/ports.ts';
import { createExchange, type Exchange, ExchangeError, type Incoming } from '../http/exchange.ts';
import { AwsError } from './aws-error.ts';
import { endpointFor } from './endpoint.ts';
import { type Credentials, signedHeaders } from './sigv4.ts';

/** Which service to call, and how. */
export interface SignedCallOptions {
  /** The signing name and first part of the host name: `dynamodb`, `sns`. */
  readonly service: string;
  readonly region: string;
  /** AWS's own endpoint of the Region if absent; see `endpointFor`. */
  readonly endpoint?: string | undefined;
  /** Asked before every attempt, so that rotated keys are used at once. */
  readonly credentials: () => Credentials | Promise<Credentials>;
  readonly clock: Clock;
  /** For each attempt, in milliseconds. There are at most three. */
  readonly timeoutMs: number;
}

/** What AWS's protocols differ in. None of these throws: an error would quote the answer. */
export interface Protocol<Input, Output> {
  write(operation: string, input: Input): { readonly headers: Record<string, string>; readonly body: string };
  /** What the body of a 200 says; undefined if it cannot be read. */
  read(body: string, operation: string): Output | undefined;
  /** The error's code, or any other text if there is none. */
  errorCode(answer: Incoming): string;
}

/**
 * Calls AWS without its SDK, for the alert path (the SDK alone would cost a cold start about 40 ms). Throws AwsError.
 *
 * A 5xx or a throttled call is tried twice more, after short random pauses. A call that timed out or lost its connection
 * is not: whether AWS did it is unknown, and the caller decides. A kept connection that turns out dead is replaced once.
 */
export function createSignedCall<Input, Output>(
  options: SignedCallOptions,
  protocol: Protocol<Input, Output>,
): (operation: string, input: Input) => Promise<Output> {
  const { service, region } = options;
  const url = new URL(options.endpoint ?? endpointFor(service, region, {}));
  const exchange = createExchange();

  return async (operation, input) => {
    const name = `${service} ${operation}`;
    const request = protocol.write(operation, input);
    for (let attempt = 0; ; attempt += 1) {
      const answer = await sendOnce(exchange, options, url, request, name);
      const output = answer.status === 200 ? protocol.read(answer.body, operation) : undefined;
      if (output !== undefined) return output;
      const error = new AwsError(name, codeOf(answer, protocol), answer.status);
      if (attempt === retries || !worthRetrying(error)) throw error;
      await pause(attempt);
    }
  };
}

const retries = 2;

/** The pause before the first retry, at most, in milliseconds; it doubles. DynamoDB's own clients begin with 50. */
const firstPause = 50;

async function sendOnce(
  exchange: Exchange,
  { service, region, clock, timeoutMs, credentials }: SignedCallOptions,
  url: URL,
  request: ReturnType<Protocol<never, unknown>['write']>,
  name: string,
): Promise<Incoming> {
  const body = Buffer.from(request.body);
  const headers = signedHeaders({
    method: 'POST',
    url,
    headers: { ...request.headers, 'content-length': String(body.length) },
    body,
    service,
    region,
    credentials: await credentials(),
    now: clock(),
  });
  try {
    return await exchange({ method: 'POST', url, headers, body, timeoutMs });
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    throw new AwsError(name, error.code, undefined, { cause: error.cause });
  }
}

function codeOf(answer: Incoming, protocol: Protocol<never, unknown>): string {
  if (answer.status === 200) return 'unreadable-answer';
  const code = protocol.errorCode(answer);
  // A proxy's page is not a code, and must not reach a log.
  return /^[\w.]{1,100}$/.test(code) ? code : `http_${answer.status}`;
}

function worthRetrying({ status = 0, code }: AwsError): boolean {
  return status >= 500 || status === 429 || throttled.has(code);
}

/**
 * What services say with a 400 when they are asked too fast.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 * https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html
 */
const throttled: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'Throttling',
  'ThrottlingException',
]);

/** Random, so that many functions that were throttled together do not come back together. */
function pause(attempt: number): Promise<void> {
  const longest = firstPause * 2 ** attempt;
  return new Promise((resolve) => setTimeout(resolve, longest / 2 + (Math.random() * longest) / 2));
}
