/** The store refused or did not answer. Retrying later is right. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** Slack refused a call. `code` is Slack's error (`channel_not_found`), or `http_503`, `timeout`, `connection`. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly method: string;
  readonly code: string;
  /** How long Slack asked to wait, in milliseconds (Retry-After), with code `ratelimited`. */
  readonly retryAfter: number | undefined;

  constructor(method: string, code: string, options: ErrorOptions & { readonly retryAfter?: number } = {}) {
    super(`Slack answered ${method} with ${code}`, options);
    this.method = method;
    this.code = code;
    this.retryAfter = options.retryAfter;
  }

  /** True when Slack may or may not have done what was asked: look before asking again. */
  get outcomeUnknown(): boolean {
    return this.code === 'timeout' || this.code === 'connection' || this.code.startsWith('http_5');
  }
}

/** The topic did not take a message. `code` is AWS's error (`NotFound`), or `http_503`, `timeout`, `connection`. */
export class NotifierError extends Error {
  override readonly name = 'NotifierError';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`The topic did not take the message: ${code}`, options);
    this.code = code;
  }
}
