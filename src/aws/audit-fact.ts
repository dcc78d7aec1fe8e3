import type { Fact, UnknownCause } from '../core/fact.ts';

/** A call to AWS that failed, and which one. Only `gatherFact` catches it. */
export class AuditCallError extends Error {
  override readonly name = 'AuditCallError';
  readonly call: string;
  readonly unknown: UnknownCause;

  constructor(call: string, unknown: UnknownCause, options?: ErrorOptions) {
    super(`${call} failed: ${unknown}`, options);
    this.call = call;
    this.unknown = unknown;
  }
}

/**
 * Makes one call to AWS and names it (`iam:GetAccountSummary`), so that a person reads which permission or service
 * is at fault. Throws AuditCallError.
 */
export async function ask<T>(call: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw new AuditCallError(call, classify(error), { cause: error });
  }
}

/** Turns an answer into a fact, and a failed call into a fact that says why it is not known. Never throws. */
export async function gatherFact<T>(call: string, gather: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { known: true, value: await gather() };
  } catch (error) {
    return error instanceof AuditCallError
      ? { known: false, cause: error.unknown, call: error.call }
      : { known: false, cause: 'service-error', call };
  }
}

/**
 * Why a call failed, by the error's name and HTTP status and never by its text, which AWS may reword. Errors that
 * no model knows are classified too: a proxy's answer becomes a SyntaxError with a status.
 */
export function classify(error: unknown): UnknownCause {
  const { name, status } = traits(error);
  if (denials.has(name)) return 'access-denied';
  if (throttles.has(name)) return 'throttled';
  if (timeouts.has(name)) return 'timeout';
  if (unready.has(name)) return 'not-ready';
  if (skews.has(name)) return 'clock-skew';
  if (status === 401 || status === 403) return 'access-denied';
  if (status === 429) return 'throttled';
  return status === 408 || status === 504 ? 'timeout' : 'service-error';
}

/** Whether AWS found fault with what was asked, and not with the moment: it would say the same again. */
export function isRequestFault(error: unknown): boolean {
  const { status = 0 } = traits(error);
  return classify(error) === 'service-error' && status >= 400 && status < 500;
}

/** The name that AWS gave an error, or an empty text. */
export function errorName(error: unknown): string {
  return traits(error).name;
}

/** Bad or expired credentials are denials as well: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html */
const denials: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthFailure',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'NotAuthorized',
  'OptInRequired',
  'SignatureDoesNotMatch',
  'UnauthorizedOperation',
  'UnrecognizedClientException',
]);

const throttles: ReadonlySet<string> = new Set([
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ReportGenerationLimitExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** The names of the SDK's own timeouts and of Node's. */
const timeouts: ReadonlySet<string> = new Set([
  'AbortError',
  'RequestTimeout',
  'RequestTimeoutException',
  'TimeoutError',
]);

const unready: ReadonlySet<string> = new Set([
  'CredentialReportExpiredException',
  'CredentialReportNotPresentException',
  'CredentialReportNotReadyException',
]);

/** The SDK corrects its clock by AWS's and tries again; what is left after that is told. */
const skews: ReadonlySet<string> = new Set(['RequestExpired', 'RequestInTheFuture', 'RequestTimeTooSkewed']);

function traits(error: unknown): { readonly name: string; readonly status: number | undefined } {
  if (typeof error !== 'object' || error === null) return { name: '', status: undefined };
  const name = 'name' in error && typeof error.name === 'string' ? error.name : '';
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined;
  return { name, status: typeof status === 'number' ? status : undefined };
}
