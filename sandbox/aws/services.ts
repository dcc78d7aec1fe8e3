import { accountManagement } from './account-management.ts';
import { cloudFormation } from './cloudformation.ts';
import { cloudTrail } from './cloudtrail.ts';
import { cloudWatch } from './cloudwatch.ts';
import { common, type ErrorKind } from './errors.ts';
import { eventBridge } from './eventbridge.ts';
import { iam } from './iam.ts';
import { lambda } from './lambda.ts';
import { organizations } from './organizations.ts';
import type { Dialect } from './protocols.ts';
import { secretsManager } from './secrets-manager.ts';
import type { WireRequest } from './signature.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { ssm } from './ssm.ts';
import { sts } from './sts.ts';
import { support } from './support.ts';
import { tableSettings } from './table-settings.ts';
import type { Operation, Service } from './world.ts';

/** How a service is spoken to, by its name in the credential scope. */
export function dialectOf(service: string, { headers }: WireRequest): Dialect {
  const known = Object.hasOwn(services, service) ? services[service] : undefined;
  if (known !== undefined) return known.dialect;
  // Not simulated, or unsigned: the error should still be readable.
  const [version = ''] = headers['x-amz-target']?.split('.') ?? [];
  return version === ''
    ? { protocol: 'query', version: '', namespace: 'http://webservices.amazon.com/AWSFault/2005-15-09' }
    : { protocol: headers['content-type']?.includes('1.1') ? 'json-1.1' : 'json-1.0', version };
}

/** An operation that is simulated here; most of DynamoDB's are not, they are passed on. */
export function findOperation(service: string, operation: string): Operation | undefined {
  const operations = Object.hasOwn(services, service) ? services[service]?.operations : undefined;
  return operations !== undefined && Object.hasOwn(operations, operation) ? operations[operation] : undefined;
}

/** What a service says to whom IAM refuses. */
export function denialOf(service: string): ErrorKind {
  return (Object.hasOwn(services, service) ? services[service]?.denied : undefined) ?? common.denied;
}

const services: Readonly<Record<string, Service>> = {
  account: accountManagement,
  cloudformation: cloudFormation,
  lambda,
  monitoring: cloudWatch,
  iam,
  sts,
  cloudtrail: cloudTrail,
  dynamodb: tableSettings,
  events: eventBridge,
  organizations,
  secretsmanager: secretsManager,
  sns,
  sqs,
  ssm,
  support,
};
