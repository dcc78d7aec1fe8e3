import type { JsonObject } from '../core/json.ts';

/** An event about root that the rules of every account must let through. */
export interface RootSample {
  readonly name: string;
  readonly event: JsonObject;
}

/** What root does in whatever Region; the rest of what follows happens in us-east-1 alone, or is heard there, too. */
export function regionalSample(account: string, region: string): RootSample {
  return rootSamples(account, region).find(({ name }) => name === 'RunInstances') as RootSample;
}

/**
 * What somebody who takes an account over does first, as EventBridge tells it in a Region: signs in, fails to, has the password sent
 * anew, takes MFA off, makes a key, starts machines; a session of root that somebody opens by sts:AssumeRoot, which is a role's call,
 * and one of its own.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function rootSamples(account: string, region: string): readonly RootSample[] {
  const signIn = { detailType: 'AWS Console Sign In via CloudTrail', service: 'signin' } as const;
  const iam = { detailType: 'AWS API Call via CloudTrail', service: 'iam' } as const;
  const sts = { detailType: 'AWS API Call via CloudTrail', service: 'sts' } as const;
  const ec2 = { detailType: 'AWS API Call via CloudTrail', service: 'ec2' } as const;
  const root = {
    type: 'Root',
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
  };
  const assumed = { ...root, sessionContext: { assumedRoot: 'true' } };
  const role = {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:alice',
    arn: `arn:aws:sts::${account}:assumed-role/Admin/alice`,
    accountId: account,
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/Admin`, accountId: account },
    },
  };
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
    sample('PasswordRecoveryRequested', 'PasswordRecoveryRequested', signIn, {
      responseElements: { PasswordRecoveryRequested: 'Success' },
    }),
    sample('PasswordRecoveryCompleted', 'PasswordRecoveryCompleted', signIn, {
      responseElements: { PasswordRecoveryCompleted: 'Success' },
    }),
    sample('DeactivateMFADevice', 'DeactivateMFADevice', iam),
    sample('CreateAccessKey', 'CreateAccessKey', iam),
    sample('RunInstances', 'RunInstances', ec2),
    sample('AssumeRoot', 'AssumeRoot', sts, {
      userIdentity: role,
      requestParameters: { targetPrincipal: account },
    }),
    sample('DeleteLoginProfile (AssumeRoot)', 'DeleteLoginProfile', iam, { userIdentity: assumed }),
  ];
}
