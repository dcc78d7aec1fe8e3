import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { type Signable, signedHeaders } from '../../src/aws/sigv4.ts';

/** The keys, the time and the scope of AWS's published test suite for Signature Version 4. */
const suite = {
  method: 'GET',
  url: new URL('https://example.amazonaws.com/'),
  headers: {},
  body: '',
  service: 'service',
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
  now: Date.parse('2015-08-30T12:36:00Z'),
} satisfies Signable;

const vectors: readonly (readonly [string, Partial<Signable>, string])[] = [
  ['get-vanilla', {}, '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  [
    'get-vanilla-query-order-key-case',
    { url: new URL('https://example.amazonaws.com/?Param2=value2&Param1=value1') },
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  ],
  ['post-vanilla', { method: 'POST' }, '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
  [
    'post-x-www-form-urlencoded',
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'Param1=value1',
    },
    'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  ],
];

test.each(vectors)("signs %s of AWS's test suite as AWS does", (_, change, signature) => {
  const { authorization } = signedHeaders({ ...suite, ...change });
  expect(authorization).toContain(`Signature=${signature}`);
});

test('signs whatever is sent exactly as the AWS SDK does', async () => {
  const segment = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).map(encodeURIComponent);
  const visible = fc.string({ unit: fc.constantFrom(...'abcXYZ019 -_./=;:'.split('')), maxLength: 30 });
  const signable = fc.record({
    method: fc.constantFrom('GET', 'POST'),
    path: fc.array(segment, { maxLength: 3 }),
    query: fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 5 }), fc.string({ unit: 'grapheme' }), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
    headers: fc.record({ 'Content-Type': visible, 'X-Amz-Target': visible, 'x-other': visible }),
    body: fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array()),
    sessionToken: fc.option(fc.base64String({ minLength: 4 }), { nil: undefined }),
    now: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  });
  await fc.assert(
    fc.asyncProperty(signable, async ({ method, path, query, headers, body, sessionToken, now }) => {
      const url = new URL(`https://dynamodb.us-east-1.amazonaws.com/${path.join('/')}`);
      for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
      const credentials = { ...suite.credentials, ...(sessionToken !== undefined && { sessionToken }) };
      const ours = signedHeaders({ ...suite, method, url, headers, body, credentials, now });
      const signer = new SignatureV4({
        service: 'service',
        region: 'us-east-1',
        credentials,
        sha256: Sha256,
        applyChecksum: false,
      });
      const theirs = await signer.sign(
        {
          method,
          protocol: 'https:',
          hostname: url.hostname,
          path: url.pathname,
          query,
          headers: { ...headers, host: url.host },
          body,
        },
        { signingDate: new Date(now) },
      );
      expect(ours.authorization).toBe(theirs.headers.authorization);
      expect(ours['x-amz-date']).toBe(theirs.headers['x-amz-date']);
      expect(ours['x-amz-security-token']).toBe(theirs.headers['x-amz-security-token']);
    }),
    { numRuns: 200 },
  );
});

test('never sends the secret key', () => {
  const headers = signedHeaders({ ...suite, credentials: { ...suite.credentials, sessionToken: 'token' } });
  expect(JSON.stringify(headers)).not.toContain(suite.credentials.secretAccessKey);
  expect(headers['x-amz-security-token']).toBe('token');
});
