import { createHash, createHmac } from 'node:crypto';
import { byCodeUnit } from '../core/by-code-unit.ts';

/** Keys to sign with. Held in memory only as long as a request needs them; never logged. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Present with temporary keys, such as those of a Lambda function. */
  readonly sessionToken?: string | undefined;
}

/** One HTTP request that is to be signed. */
export interface Signable {
  readonly method: string;
  readonly url: URL;
  /** Every header given here is signed; `host` and `x-amz-*` are added. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** The signing name, such as `dynamodb`. Not for `s3`, which encodes paths once only. */
  readonly service: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** Milliseconds since the epoch. AWS refuses a signature that is more than 5 minutes off. */
  readonly now: number;
}

/**
 * The headers to send, in lower case: those given, `host`, `x-amz-date`, the session token and the signature.
 * Pure, and in place of the AWS SDK on the alert path, where loading the SDK would double the cold start.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signedHeaders(request: Signable): Record<string, string> {
  const { method, url, body, service, region, credentials } = request;
  const timestamp = new Date(request.now).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = [timestamp.slice(0, 8), region, service, 'aws4_request'];

  const headers = lowerCased(request.headers);
  headers.host = url.host;
  headers['x-amz-date'] = timestamp;
  if (credentials.sessionToken !== undefined) headers['x-amz-security-token'] = credentials.sessionToken;

  const names = Object.keys(headers).sort();
  const signed = names.join(';');
  const canonical = [
    method.toUpperCase(),
    canonicalPath(url),
    canonicalQuery(url),
    ...names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}`),
    '',
    signed,
    sha256(body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', timestamp, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`);
  const signature = hmac(key, toSign).toString('hex');

  const credential = `${credentials.accessKeyId}/${scope.join('/')}`;
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signed}, Signature=${signature}`;
  return headers;
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The path as it goes over the wire, encoded once more: what every service but S3 expects. */
function canonicalPath(url: URL): string {
  const segments = url.pathname.split('/').filter(Boolean).map(encoded);
  const end = segments.length > 0 && url.pathname.endsWith('/') ? '/' : '';
  return `/${segments.join('/')}${end}`;
}

function canonicalQuery(url: URL): string {
  const pairs = [...url.searchParams].map(([name, value]) => [encoded(name), encoded(value)] as const);
  return pairs
    .sort(([nameA, valueA], [nameB, valueB]) => byCodeUnit(nameA, nameB) || byCodeUnit(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** RFC 3986; encodeURIComponent leaves five characters that AWS encodes. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
