/** The dialects that the SDK speaks with the services here. */
export type Protocol = 'query' | 'json-1.0' | 'json-1.1' | 'rest-json';

/** An error's name and HTTP status in one dialect. */
export interface ErrorShape {
  readonly code: string;
  readonly status: number;
}

/** One error in both families of dialects: IAM and STS (query) have other names and statuses than the JSON services. */
export interface ErrorKind {
  readonly query: ErrorShape;
  readonly json: ErrorShape;
}

/** What a simulated service refuses with. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The name and status an error has in a dialect. */
export function shapeOf(error: AwsError, protocol: Protocol): ErrorShape {
  const { query, json } = error.kind;
  if (protocol === 'query') return query;
  // REST services name errors as the JSON ones do, with the statuses of HTTP.
  if (protocol === 'rest-json')
    return { code: json.code, status: json === common.throttled.json ? 429 : query.status };
  return json;
}

/** An error that only one service has, so that it needs one name. */
export function ownKind(code: string, status: number): ErrorKind {
  return { query: { code, status }, json: { code, status } };
}

/**
 * The errors common to all services. The JSON services answer 400 even to a denial, the query services 403:
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export const common = {
  missingToken: both('MissingAuthenticationToken', 403, 'MissingAuthenticationTokenException'),
  incomplete: both('IncompleteSignature', 400, 'IncompleteSignatureException'),
  unknownKey: both('InvalidClientTokenId', 403, 'UnrecognizedClientException'),
  expiredToken: both('ExpiredToken', 403, 'ExpiredTokenException'),
  badSignature: both('SignatureDoesNotMatch', 403, 'InvalidSignatureException'),
  denied: both('AccessDenied', 403, 'AccessDeniedException'),
  throttled: both('Throttling', 400, 'ThrottlingException'),
  unknownOperation: both('InvalidAction', 400, 'UnknownOperationException'),
  invalid: both('ValidationError', 400, 'ValidationException'),
  malformed: both('MalformedInput', 400, 'SerializationException'),
  internal: {
    query: { code: 'InternalFailure', status: 500 },
    json: { code: 'InternalFailure', status: 500 },
  },
} as const satisfies Readonly<Record<string, ErrorKind>>;

function both(queryCode: string, queryStatus: number, jsonCode: string): ErrorKind {
  return { query: { code: queryCode, status: queryStatus }, json: { code: jsonCode, status: 400 } };
}
