import { type AuditorOptions, createAuditor } from '../../src/aws/auditor.ts';
import type { Auditor } from '../../src/core/ports.ts';
import { type AwsFixture, hub, member, useLocalAws } from '../sandbox/aws/local-aws-fixture.ts';
import { useAwsEnvironment } from './aws-environment.ts';

/** What the tests' installation is called; the simulated AWS knows no other rule and role. */
export const ruleName = 'rootguard-root-events';
const role = { auditRoleName: 'rootguard/RootGuardAudit', externalId: 'acme-example' };

/** A simulated AWS whose accounts are healthy before every test, and auditors for it. */
export interface AuditorFixture extends AwsFixture {
  readonly auditor: (change?: Partial<AuditorOptions>) => Auditor;
  /** Reports outlive a test by four hours; a fresh account has none. */
  readonly freshAccount: () => string;
}

export function useAuditor(): AuditorFixture {
  const fixture = useLocalAws({ ruleName, ...role });
  useAwsEnvironment(fixture);
  let freshAccounts = 0;
  beforeEach(() => {
    fixture.aws.setFaults([]);
    for (const account of [hub, member]) fixture.aws.setAccount(account, healthy);
  });
  const clock = () => fixture.clock.now();
  return {
    clock: fixture.clock,
    delivered: fixture.delivered,
    get aws() {
      return fixture.aws;
    },
    get settings() {
      return fixture.settings;
    },
    auditor: (change) => createAuditor({ region: 'us-east-1', ...role, ruleName, clock, ...change }),
    freshAccount() {
      freshAccounts += 1;
      return fixture.aws.setAccount(String(900_000_000_000 + freshAccounts), healthy).id;
    },
  };
}

const healthy = {
  rootPassword: true,
  rootMfa: 'hardware',
  rootAccessKeys: 0,
  trail: 'logging',
  rule: 'enabled',
  deny: [],
  throttle: 0,
} as const;
