import type { JsonObject } from '../core/json.ts';
import { asObject, textAt } from '../core/json.ts';
import type { Incoming } from '../http/exchange.ts';
import { createSignedCall, type SignedCallOptions } from './signed-call.ts';

/** Calls one operation of an AWS service that speaks JSON. Throws AwsError. */
export type JsonCall = (operation: string, input: object) => Promise<JsonObject>;

/** Which service to call, and how. */
export interface JsonCallOptions extends SignedCallOptions {
  /** What stands before the operation in X-Amz-Target, such as `DynamoDB_20120810`. */
  readonly targetPrefix: string;
  /** The version of AWS's JSON protocol. */
  readonly version: '1.0' | '1.1';
}

/** A signed call, with its retries, in AWS's JSON protocol. https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
export function createJsonCall(options: JsonCallOptions): JsonCall {
  const { targetPrefix, version } = options;
  return createSignedCall<object, JsonObject>(options, {
    write: (operation, input) => ({
      headers: {
        'content-type': `application/x-amz-json-${version}`,
        'x-amz-target': `${targetPrefix}.${operation}`,
      },
      body: JSON.stringify(input),
    }),
    read: parsed,
    errorCode,
  });
}

function errorCode({ headers, body }: Incoming): string {
  const output = parsed(body);
  const header = headers['x-amzn-errortype'];
  const type =
    textAt(output, '__type') ?? textAt(output, 'code') ?? (typeof header === 'string' ? header : '');
  // `com.amazonaws.dynamodb.v20120810#ThrottlingException:http://…` is ThrottlingException.
  return type.replace(/^.*#/, '').replace(/:.*$/, '');
}

/** Never throws: a SyntaxError would quote the answer. */
function parsed(body: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(body));
  } catch {
    return undefined;
  }
}
