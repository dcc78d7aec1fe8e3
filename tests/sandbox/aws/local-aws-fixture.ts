import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import {
  type BusEntry,
  type LocalAws,
  type LocalAwsOptions,
  startLocalAws,
} from '../../../sandbox/aws/local-aws.ts';
import { createSandboxClock, type SandboxClock } from '../../../sandbox/clock.ts';

/** The simulated AWS of one test file. */
export interface AwsFixture {
  readonly aws: LocalAws;
  readonly clock: SandboxClock;
  /** What was put on buses. */
  readonly delivered: readonly BusEntry[];
  /** For the SDK's clients: one attempt, the hub's credentials. */
  readonly settings: ReturnType<typeof settingsFor>;
}

export const hub = '111122223333';
export const member = '444455556666';

/** Starts an AWS with a hub and a member, and closes it after the file's tests. */
export function useLocalAws(options: Partial<LocalAwsOptions> = {}): AwsFixture {
  const clock = createSandboxClock();
  const delivered: BusEntry[] = [];
  let aws: LocalAws | undefined;
  beforeAll(async () => {
    aws = await startLocalAws({
      clock,
      hubAccount: hub,
      accounts: [
        { id: hub, name: 'acme-prod' },
        { id: member, name: 'acme-dev' },
      ],
      onPutEvents: (entries) => delivered.push(...entries),
      ...options,
    });
  });
  afterAll(async () => {
    await aws?.close();
    clock.close();
  });
  const started = () => {
    if (aws === undefined) throw new Error('The simulated AWS has not started.');
    return aws;
  };
  return {
    clock,
    delivered,
    get aws() {
      return started();
    },
    get settings() {
      return settingsFor(started());
    },
  };
}

function settingsFor({ endpoint, credentials }: LocalAws) {
  return { endpoint, credentials, region: 'us-east-1', maxAttempts: 1 };
}

/** A request as AWS's signer leaves it, to be sent as it is or spoilt first. */
export interface SignedRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** What to sign; the rest is a GetParameters call of the hub, now. */
export interface ToSign {
  readonly service?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  readonly region?: string;
  readonly at?: number;
}

/** Signs a request as a client without an SDK would. */
export async function sign(aws: LocalAws, toSign: ToSign = {}): Promise<SignedRequest> {
  const { service = 'ssm', region = 'us-east-1', at = Date.now(), body = '{"Names":["/a"]}' } = toSign;
  const { accessKeyId, secretAccessKey } = { ...aws.credentials, ...toSign };
  const credentials = { accessKeyId, secretAccessKey };
  const signer = new SignatureV4({
    service,
    region,
    sha256: Sha256,
    credentials:
      toSign.sessionToken === undefined ? credentials : { ...credentials, sessionToken: toSign.sessionToken },
  });
  const { host, hostname } = new URL(aws.endpoint);
  const headers = {
    host,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'AmazonSSM.GetParameters',
    ...toSign.headers,
  };
  const signed = await signer.sign(
    { method: 'POST', protocol: 'http:', hostname, path: '/', headers, body },
    { signingDate: new Date(at) },
  );
  return { method: 'POST', headers: signed.headers, body };
}

/** Sends a signed request and reads the answer. */
export async function send(aws: LocalAws, { method, headers, body }: SignedRequest) {
  const { host: _sameAsTheAddress, ...rest } = headers;
  const answer = await fetch(aws.endpoint, { method, headers: rest, body });
  return { status: answer.status, text: await answer.text() };
}
