import { healthyGuard } from '../../sandbox/aws/guard-state.ts';
import type { LocalAwsOptions } from '../../sandbox/aws/local-aws.ts';
import { healthyCentral } from '../../sandbox/aws/organization.ts';
import { ensureTable } from '../../sandbox/aws/table.ts';
import { type AuditorOptions, createAuditor } from '../../src/aws/auditor.ts';
import { leanDynamoCall } from '../../src/aws/dynamo-call.ts';
import { createStore } from '../../src/aws/store.ts';
import type { Auditor, Store } from '../../src/core/ports.ts';
import { detect } from '../../src/flows/detect.ts';
import { type AwsFixture, hub, member, useLocalAws } from '../sandbox/aws/local-aws-fixture.ts';
import { useAwsEnvironment } from './aws-environment.ts';

/** What the tests' installation is called; the simulated AWS knows no other rule and role. */
export const ruleName = 'rootguard-root-events';
const role = { auditRoleName: 'rootguard/RootGuardAudit', externalId: 'acme-example' };

/** A simulated AWS whose accounts are healthy before every test, and auditors for it. */
export interface AuditorFixture extends AwsFixture {
  /** RootGuard's own memory, in the same AWS. */
  readonly store: Store;
  readonly auditor: (change?: Partial<AuditorOptions>) => Auditor;
  /** Reports outlive a test by four hours; a fresh account has none. */
  readonly freshAccount: () => string;
}

export function useAuditor(options: Pick<LocalAwsOptions, 'queues'> = {}): AuditorFixture {
  const fixture = useLocalAws({ ruleName, ...role, ...options });
  useAwsEnvironment(fixture);
  let freshAccounts = 0;
  let store: Store | undefined;
  beforeAll(async () => {
    const { endpoint, credentials } = fixture.aws;
    const table = 'rootguard';
    await ensureTable(endpoint, credentials, table);
    const call = leanDynamoCall({
      region: 'us-east-1',
      endpoint,
      credentials: () => credentials,
      clock: Date.now,
      timeoutMs: 5_000,
    });
    store = createStore({ call, table, clock: Date.now });
  });
  beforeEach(() => {
    fixture.aws.setFaults([]);
    fixture.aws.setCentral(healthyCentral);
    fixture.aws.setGuard(healthyGuard);
    for (const account of [hub, member]) fixture.aws.setAccount(account, healthy);
  });
  const opened = () => {
    if (store === undefined) throw new Error('The store is not there yet.');
    return store;
  };
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
    get store() {
      return opened();
    },
    auditor(change) {
      return createAuditor({
        region: 'us-east-1',
        ...role,
        ruleName,
        clock,
        memory: opened(),
        table: 'rootguard',
        raises: (event) => detect(event, clock()).length > 0,
        emailDomains: [],
        iamAdministrators: [],
        organization: 'o-exampleorgid',
        slackChannels: async () => ({
          known: true,
          value: [{ channel: 'C0ALERTS', use: 'alerts', state: { known: true, value: 'member' } }],
        }),
        ...change,
      });
    },
    freshAccount() {
      freshAccounts += 1;
      return fixture.aws.setAccount(String(900_000_000_000 + freshAccounts), healthy).id;
    },
  };
}

const healthy = {
  rootPassword: true,
  rootMfa: 'hardware',
  rootDevices: ['passkey', 'passkey'],
  rootAccessKeys: 0,
  rootKeysActive: true,
  state: 'ACTIVE',
  trail: 'logging',
  trailRegion: 'us-east-1',
  trailRecords: 'all',
  trailDelivers: 'yes',
  rule: 'enabled',
  rules: {},
  rootCertificates: 0,
  rootLastUse: '2024-02-05T03:12:44+00:00',
  contacts: ['SECURITY', 'BILLING', 'OPERATIONS'],
  regions: ['ap-northeast-2'],
  target: 'right',
  forwardQueue: 'empty',
  pattern: 'all',
  supportPlan: 'business',
  deny: [],
  throttle: 0,
} as const;
