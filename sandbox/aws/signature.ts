import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Claim, readClaim, readDate } from './claim.ts';
import { AwsError, common } from './errors.ts';
import type { AccessKey, KeyRing } from './keys.ts';

/** A request as it came over the wire, header names in lower case. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Who called, and which service the signature was made for: the host tells nothing, all services share one port. */
export interface Caller {
  readonly key: AccessKey;
  readonly service: string;
}

/** What the signature is checked against. */
export interface Verifier {
  readonly keys: KeyRing;
  readonly regions: readonly string[];
  /** The times (ms since the epoch) of which one must be within 15 minutes of the request's. */
  readonly times: () => readonly number[];
}

/**
 * Checks Signature Version 4 by signing the request again with the secret that the access key stands for.
 * Throws AwsError as AWS refuses: unsigned, incomplete, unknown or expired key, wrong signature, clock too far off.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export async function verify(request: WireRequest, verifier: Verifier): Promise<Caller> {
  const claim = readClaim(request.headers);
  const signedAt = readDate(request.headers['x-amz-date']);
  checkScope(claim, request.headers, verifier);
  const key = verifier.keys.find(claim.accessKeyId);
  if (key === undefined || request.headers['x-amz-security-token'] !== key.sessionToken) {
    throw new AwsError(common.unknownKey, 'The security token included in the request is invalid.');
  }
  const times = verifier.times();
  if (!times.some((time) => Math.abs(time - signedAt) <= maxSkew)) {
    throw new AwsError(
      common.badSignature,
      `Signature expired or not yet current: ${request.headers['x-amz-date']}.`,
    );
  }
  if ((await expectedSignature(request, claim, key, new Date(signedAt))) !== claim.signature) {
    throw new AwsError(
      common.badSignature,
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  const [sandboxTime = 0] = times;
  if (key.expiresAt !== undefined && key.expiresAt <= sandboxTime) {
    throw new AwsError(common.expiredToken, 'The security token included in the request is expired');
  }
  return { key, service: claim.service };
}

const maxSkew = 15 * 60_000;

function checkScope(claim: Claim, headers: Readonly<Record<string, string>>, { regions }: Verifier): void {
  if (!regions.includes(claim.region)) {
    throw new AwsError(
      common.badSignature,
      `Credential should be scoped to a valid region, not '${claim.region}'.`,
    );
  }
  if (!headers['x-amz-date']?.startsWith(claim.date)) {
    throw new AwsError(
      common.badSignature,
      'Date in Credential scope does not match the date of the request.',
    );
  }
  // A header that is not signed could have been changed on the way, and these decide what is done.
  const mustBeSigned = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  const unsigned = mustBeSigned.find((name) => !claim.signedHeaders.includes(name));
  if (unsigned !== undefined) {
    throw new AwsError(
      common.badSignature,
      `'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`,
    );
  }
}

async function expectedSignature(request: WireRequest, claim: Claim, key: AccessKey, signingDate: Date) {
  const { hostname, pathname, searchParams } = new URL(request.url, `http://${request.headers.host}`);
  const signed = Object.entries(request.headers).filter(([name]) => claim.signedHeaders.includes(name));
  const body = request.body.length === 0 ? undefined : request.body;
  const headers: Record<string, string> = Object.fromEntries(signed);
  // The signer takes this header at its word, so it gets the hash of the body that really came.
  if ('x-amz-content-sha256' in headers) headers['x-amz-content-sha256'] = await sha256(request.body);
  const signer = new SignatureV4({
    credentials: key,
    region: claim.region,
    service: claim.service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const query = Object.fromEntries(searchParams);
  const again = await signer.sign(
    { method: request.method, protocol: 'http:', hostname, path: pathname, query, headers, body },
    { signingDate, signableHeaders: new Set(claim.signedHeaders) },
  );
  return /Signature=([0-9a-f]{64})/.exec(again.headers.authorization ?? '')?.[1];
}

async function sha256(body: Uint8Array): Promise<string> {
  const hash = new Sha256();
  hash.update(body);
  return Buffer.from(await hash.digest()).toString('hex');
}
