import type { JsonObject } from './json.ts';

/**
 * CloudTrail records for examples: a base record of the documented shape, and the one field that matters.
 * Ids and addresses are documentation values.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
const account = '111122223333';

const root = { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account };

const consoleSession = {
  ...root,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  sessionContext: { attributes: { creationDate: '2026-11-23T05:00:00Z', mfaAuthenticated: 'true' } },
};

/** A console sign-in by root; `mfa` is the MFAUsed field, `result` the outcome. */
export function rootSignIn(
  change: { mfa?: 'Yes' | 'YES' | 'No'; result?: 'Success' | 'Failure' } = {},
): JsonObject {
  const { mfa = 'Yes', result = 'Success' } = change;
  return {
    ...base('ConsoleLogin', 'signin.amazonaws.com'),
    eventType: 'AwsConsoleSignIn',
    userIdentity: { ...root, accessKeyId: '' },
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home',
      MobileVersion: 'No',
      MFAUsed: mfa,
    },
    responseElements: { ConsoleLogin: result },
    ...(result === 'Failure' && { errorMessage: 'Failed authentication' }),
  };
}

/** An API call in a root console session. `change` replaces top-level fields of the record. */
export function rootCall(name: string, source: string, change: JsonObject = {}): JsonObject {
  return { ...base(name, source), eventType: 'AwsApiCall', userIdentity: consoleSession, ...change };
}

/** The same kind of record by an IAM user, for examples of silence. */
export function userCall(name: string, source: string, change: JsonObject = {}): JsonObject {
  const userIdentity = {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE',
    arn: `arn:aws:iam::${account}:user/root`,
    accountId: account,
    userName: 'root',
  };
  return { ...base(name, source), eventType: 'AwsApiCall', userIdentity, ...change };
}

/** The root identity of a console session, to be changed by an example. */
export const rootIdentity = consoleSession;

function base(name: string, source: string): JsonObject {
  return {
    eventVersion: '1.08',
    eventTime: '2026-11-23T05:02:11Z',
    eventSource: source,
    eventName: name,
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)',
    requestParameters: null,
    responseElements: null,
    eventID: `00000000-0000-4000-8000-${fingerprint(`${name} ${source}`)}`,
    recipientAccountId: account,
    eventCategory: 'Management',
  };
}

/** Twelve hexadecimal digits that depend on the text alone, so that examples are the same on every run. */
function fingerprint(text: string): string {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 0xffffffffffff;
  return hash.toString(16).padStart(12, '0');
}
