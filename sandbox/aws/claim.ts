import { AwsError, common } from './errors.ts';

/** What a request says of its own signature. */
export interface Claim {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Reads the Authorization header. Throws AwsError where AWS does. */
export function readClaim(headers: Readonly<Record<string, string>>): Claim {
  const header = headers.authorization;
  if (header === undefined)
    throw new AwsError(common.missingToken, 'Request is missing Authentication Token');
  if (!header.startsWith('AWS4-HMAC-SHA256 ')) {
    throw new AwsError(
      common.incomplete,
      "Unsupported AWS 'algorithm' (only AWS4-HMAC-SHA256 is supported).",
    );
  }
  const part = (name: string) => {
    const value = new RegExp(`(?:^|[ ,])${name}=([^, ]+)`).exec(header)?.[1];
    if (value !== undefined) return value;
    throw new AwsError(common.incomplete, `Authorization header requires '${name}' parameter.`);
  };
  const [accessKeyId = '', date = '', region = '', service = '', end, ...rest] =
    part('Credential').split('/');
  if (end !== 'aws4_request' || rest.length > 0) {
    throw new AwsError(
      common.incomplete,
      'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.',
    );
  }
  const signedHeaders = part('SignedHeaders').split(';');
  return { accessKeyId, date, region, service, signedHeaders, signature: part('Signature') };
}

/** The time of the request, ms since the epoch. Throws AwsError when X-Amz-Date is missing or malformed. */
export function readDate(header: string | undefined): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(header ?? '')?.slice(1);
  const [year, month, day, hour, minute, second] = parts ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) throw new AwsError(common.incomplete, "Date must be in ISO-8601 'basic format'.");
  return time;
}

/** The service named in the credential scope, if the header can be read at all: an error needs its dialect too. */
export function claimedService(headers: Readonly<Record<string, string>>): string | undefined {
  return /Credential=[^/,\s]+\/\d{8}\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1];
}

/** The Region named in the credential scope, if the header can be read at all. */
export function claimedRegion(headers: Readonly<Record<string, string>>): string | undefined {
  return /Credential=[^/,\s]+\/\d{8}\/([^/]+)\//.exec(headers.authorization ?? '')?.[1];
}
