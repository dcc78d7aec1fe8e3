import { defineDetection } from '../core/detection.ts';
import { rootCall, rootIdentity, userCall } from '../core/example-event.ts';
import { isRoot, usedRoot } from '../core/root-actor.ts';
import type { RootEvent } from '../core/root-event.ts';

/** Changes of what lets somebody be root. Reads of the same are ordinary calls. */
const changes =
  /^(Create|Update|Delete|Upload|Enable|Deactivate|Resync|Change)\w*(AccessKey|MFADevice|LoginProfile|SigningCertificate|Password|CloudFrontPublicKey|PasswordPolicy)$/;
/** What would have opened another root session. Some call themselves reads (readOnly), and none is one. */
const sessions: ReadonlySet<string> = new Set([
  'GetSessionToken',
  'GetFederationToken',
  'GetSigninToken',
  'CreateOAuth2Token',
  'AuthorizeOAuth2Access',
]);
const issuers: ReadonlySet<string> = new Set([
  'iam.amazonaws.com',
  'sts.amazonaws.com',
  'signin.amazonaws.com',
]);

export default defineDetection({
  title: { en: 'AWS refused a root call: {event}', ko: 'AWS가 루트 호출을 거부했습니다: {event}' },
  fallback: true,
  severity: (event) => {
    if (event.name === 'ExternalIdPDirectoryLogin') return 'low';
    return isCredential(event) ? 'high' : 'medium';
  },
  because: (event) => (event.actor.assumedRoot ? ['denied', 'assumed-root'] : ['denied']),
  matches: (event) =>
    event.name !== 'ConsoleLogin' &&
    event.name !== 'CheckMfa' &&
    event.outcome === 'failure' &&
    (usedRoot(event) || (isRoot(event) && isCredential(event))),
  guidance: {
    en: [
      'A policy of the organization did its work, but somebody is root. Ask the people who hold the root credentials, by phone or in person, whether this was them.',
      'If nobody says yes: change the root password and look at what root could do.',
    ],
    ko: [
      '조직 정책이 막았지만 누군가 루트로 활동하고 있습니다. 루트 자격 증명을 가진 담당자에게 전화하거나 직접 만나 본인인지 확인하세요.',
      '아무도 아니라면 루트 암호를 바꾸고 루트가 무엇을 할 수 있었는지 확인하세요.',
    ],
  },
  examples: () => [
    {
      name: 'a credential call that an AWS service seems to have made',
      record: rootCall('CreateAccessKey', 'iam.amazonaws.com', {
        errorCode: 'AccessDenied',
        userIdentity: { ...rootIdentity, invokedBy: 'cloudformation.amazonaws.com' },
        sourceIPAddress: 'cloudformation.amazonaws.com',
      }),
      raises: 'high',
    },
    {
      name: 'a look at credentials',
      record: rootCall('GetLoginProfile', 'iam.amazonaws.com', { errorCode: 'AccessDenied' }),
      raises: 'medium',
    },
    {
      name: 'a session, which calls itself a read',
      record: rootCall('GetSessionToken', 'sts.amazonaws.com', { errorCode: 'AccessDenied', readOnly: true }),
      raises: 'high',
    },
    {
      name: 'an ordinary call',
      record: rootCall('DeleteBucket', 's3.amazonaws.com', {
        errorCode: 'AccessDenied',
        requestParameters: null,
      }),
      raises: 'medium',
    },
    {
      name: 'a root credential',
      record: rootCall('CreateAccessKey', 'iam.amazonaws.com', { errorCode: 'AccessDenied' }),
      raises: 'high',
    },
    {
      name: 'odd noise of sign-in',
      record: rootCall('ExternalIdPDirectoryLogin', 'signin.amazonaws.com', { errorMessage: 'Failure' }),
      raises: 'low',
    },
    {
      name: 'a call that succeeded',
      record: rootCall('DeleteBucket', 's3.amazonaws.com'),
      raises: 'nothing',
    },
    {
      name: 'by an IAM user',
      record: userCall('DeleteBucket', 's3.amazonaws.com', { errorCode: 'AccessDenied' }),
      raises: 'nothing',
    },
  ],
});

function isCredential({ name, source }: RootEvent): boolean {
  return issuers.has(source) && (changes.test(name) || sessions.has(name));
}
