/**
 * AWS refused a call, or did not answer it. Carries no word of the request or the answer: both may hold what must
 * not reach a log.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** AWS's error code (`AccessDeniedException`), or `http_503`, `timeout`, `connection`, `unreadable-answer`. */
  readonly code: string;
  /** The HTTP status; undefined if there was no whole answer. */
  readonly status: number | undefined;
  /** Service and operation, such as `dynamodb PutItem`. */
  readonly operation: string;

  constructor(operation: string, code: string, status?: number, options?: ErrorOptions) {
    super(`AWS call ${operation} failed: ${code}`, options);
    this.operation = operation;
    this.code = code;
    this.status = status;
  }
}
