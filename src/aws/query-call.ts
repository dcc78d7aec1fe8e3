import type { Incoming } from '../http/exchange.ts';
import { createSignedCall, type SignedCallOptions } from './signed-call.ts';

/** Calls one operation of an AWS service that speaks the Query protocol. Resolves to the answer's XML. Throws AwsError. */
export type QueryCall = (operation: string, input: Readonly<Record<string, string>>) => Promise<string>;

/** Which service to call, and how. */
export interface QueryCallOptions extends SignedCallOptions {
  /** The version of the service's API, such as `2010-03-31`. */
  readonly version: string;
}

/** A signed call, with its retries, in AWS's Query protocol: a form goes out, XML comes back. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export function createQueryCall(options: QueryCallOptions): QueryCall {
  return createSignedCall<Readonly<Record<string, string>>, string>(options, {
    write: (operation, input) => ({
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      // URLSearchParams alone writes a lone surrogate as U+FFFD; encodeURIComponent would throw.
      body: new URLSearchParams({ Action: operation, Version: options.version, ...input }).toString(),
    }),
    read: (body, operation) => (body.includes(`<${operation}Response`) ? body : undefined),
    errorCode,
  });
}

/** The one element that is wanted; what AWS quotes of the request is escaped and cannot look like it. */
function errorCode({ body }: Incoming): string {
  return /<Code>([^<]*)<\/Code>/.exec(body)?.[1] ?? '';
}
