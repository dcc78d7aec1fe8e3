import type { JsonObject } from '../core/json.ts';

/** An event of root that every alert rule must let through. */
export interface RootSample {
  readonly name: string;
  readonly event: JsonObject;
}

/**
 * What somebody who takes an account over does first, as EventBridge tells it in a Region: signs in, fails to, takes MFA off,
 * makes a key, starts machines; and a call of a session that sts:AssumeRoot opened.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function rootSamples(account: string, region: string): readonly RootSample[] {
  const signIn = { detailType: 'AWS Console Sign In via CloudTrail', service: 'signin' } as const;
  const iam = { detailType: 'AWS API Call via CloudTrail', service: 'iam' } as const;
  const ec2 = { detailType: 'AWS API Call via CloudTrail', service: 'ec2' } as const;
  const root = {
    type: 'Root',
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
  };
  const assumed = { ...root, sessionContext: { assumedRoot: 'true' } };
  const sample = (
    name: string,
    eventName: string,
    { detailType, service }: { readonly detailType: string; readonly service: string },
    more: JsonObject = {},
  ): RootSample => ({
    name,
    event: {
      version: '0',
      id: '00000000-0000-4000-8000-000000000000',
      'detail-type': detailType,
      source: `aws.${service}`,
      account,
      time: '2026-01-01T00:00:00Z',
      region,
      resources: [],
      detail: {
        eventVersion: '1.11',
        eventSource: `${service}.amazonaws.com`,
        eventName,
        eventType: service === 'signin' ? 'AwsConsoleSignIn' : 'AwsApiCall',
        awsRegion: region,
        readOnly: false,
        managementEvent: true,
        recipientAccountId: account,
        userIdentity: root,
        ...more,
      },
    },
  });
  return [
    sample('ConsoleLogin', 'ConsoleLogin', signIn, { responseElements: { ConsoleLogin: 'Success' } }),
    sample('ConsoleLogin (failed)', 'ConsoleLogin', signIn, {
      responseElements: { ConsoleLogin: 'Failure' },
      errorMessage: 'Failed authentication',
    }),
    sample('DeactivateMFADevice', 'DeactivateMFADevice', iam),
    sample('CreateAccessKey', 'CreateAccessKey', iam),
    sample('RunInstances', 'RunInstances', ec2),
    sample('DeleteLoginProfile (AssumeRoot)', 'DeleteLoginProfile', iam, { userIdentity: assumed }),
  ];
}
