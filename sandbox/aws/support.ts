import { textAt } from '../../src/core/json.ts';
import { AwsError, ownKind } from './errors.ts';
import type { Operation, Service } from './world.ts';

const describeCheckResult: Operation = ({ account, input }, { now }) => {
  if (account.supportPlan === 'basic') {
    throw new AwsError(
      ownKind('SubscriptionRequiredException', 400),
      'AWS Premium Support Subscription is required to use this service.',
    );
  }
  const checkId = textAt(input, 'checkId');
  // MFA on Root Account is the only check here.
  if (checkId !== '7DAFEmoDos')
    throw new AwsError(ownKind('InvalidParameterValueException', 400), `Invalid check id: ${checkId}`);
  const green = account.rootMfa !== 'none' || !account.rootPassword;
  return {
    result: {
      checkId,
      timestamp: new Date(now()).toISOString(),
      status: green ? 'ok' : 'error',
      resourcesSummary: {
        resourcesProcessed: 1,
        resourcesFlagged: green ? 0 : 1,
        resourcesIgnored: 0,
        resourcesSuppressed: 0,
      },
      categorySpecificSummary: {},
      flaggedResources: [],
    },
  };
};

/** Support, as far as Trusted Advisor goes. https://docs.aws.amazon.com/awssupport/latest/APIReference/Welcome.html */
export const support: Service = {
  dialect: { protocol: 'json-1.1', version: 'AWSSupport_20130415' },
  operations: { DescribeTrustedAdvisorCheckResult: describeCheckResult },
};
