import type { JsonObject } from './json.ts';

/** Records of calls by an IAM role, and findings, for examples. Documentation values only. */
const account = '111122223333';

/** A call by somebody's role: the ordinary way to touch a trail or a rule. `change` replaces top-level fields. */
export function roleCall(name: string, service: string, change: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.09',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:alice',
      arn: `arn:aws:sts::${account}:assumed-role/Admin/alice`,
      accountId: account,
      accessKeyId: 'ASIAROLEEXAMPLE00000',
      sessionContext: { sessionIssuer: { type: 'Role', userName: 'Admin', accountId: account } },
    },
    eventTime: '2026-11-23T05:02:11Z',
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.32.0',
    requestParameters: null,
    responseElements: null,
    eventID: `10000000-0000-4000-8000-${String(name.length * 7_919).padStart(12, '0')}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    recipientAccountId: account,
    ...change,
  };
}

/** The same call with parameters. */
export function roleCallOn(
  name: string,
  service: string,
  requestParameters: JsonObject,
  change: JsonObject = {},
): JsonObject {
  return { ...roleCall(name, service), requestParameters, ...change };
}

/** An event of another service, in its envelope. */
export function findingEvent(source: string, detailType: string, detail: JsonObject): JsonObject {
  return {
    version: '0',
    id: '20000000-0000-4000-8000-000000000000',
    'detail-type': detailType,
    source,
    account,
    time: '2026-11-23T05:02:11Z',
    region: 'us-east-1',
    resources: [],
    detail,
  };
}
