import type { GuardState } from '../../sandbox/aws/guard-state.ts';
import { templateRules } from '../../sandbox/aws/template-rules.ts';
import type { AuditorOptions } from '../../src/aws/auditor.ts';
import { createAuditor } from '../../src/aws/auditor.ts';
import { healthyGuard, known } from '../../src/core/example-facts.ts';
import { exampleBus, exampleQueue, exampleRule } from '../../src/core/example-hub.ts';
import type { GuardFacts } from '../../src/core/guard-facts.ts';
import type { Outcome } from '../../src/core/posture.ts';
import { judgeFacts } from '../../src/flows/judge-facts.ts';
import { checks } from '../../src/posture/index.generated.ts';
import { remembersNothing } from '../support/remembers-nothing.ts';

/** An AWS with a hub in it. The SDK's environment variables lead there. */
export interface HubUnderTest {
  /** Makes the hub anew as template.yaml does, but for this change. Resolves to what its installation is told. */
  readonly install: (
    change: Partial<GuardState>,
  ) => Promise<Pick<AuditorOptions, 'alarmTopic' | 'organization'>>;
  readonly clock: () => number;
}

/** What can be told of a hub by calls that every AWS of the tests knows; what only one of them knows is tested where it is. */
const states: readonly (readonly [Partial<GuardState>, string, Outcome])[] = [
  [{ busPolicy: 'no-members' }, 'member-bus-policy', 'fail'],
  [{ busPolicy: 'anybody' }, 'member-bus-policy', 'fail'],
  [{ busPolicy: 'another-account' }, 'member-bus-policy', 'fail'],
  [{ busPolicy: 'denied' }, 'member-bus-policy', 'fail'],
  [{ busPolicy: 'another-condition' }, 'member-bus-policy', 'unknown'],
  [{ busPolicy: 'missing' }, 'member-bus-policy', 'fail'],
  [{ busPolicy: 'missing' }, 'hub-rules', 'fail'],
  [{ rules: 'disabled' }, 'hub-rules', 'fail'],
  [{ rules: 'astray' }, 'hub-rules', 'fail'],
  [{ rules: 'transformed' }, 'hub-rules', 'fail'],
  [{ rules: 'without-reads' }, 'hub-rules', 'warn'],
  [{ rules: 'no-dead-letters' }, 'hub-rules', 'warn'],
  [{ rules: 'impatient' }, 'hub-rules', 'warn'],
  [{ lostRule: 'rootguard-guard-events-3' }, 'hub-rules', 'fail'],
  [{ queuePolicy: 'one-rule' }, 'hub-queues', 'fail'],
  [{ queuePolicy: 'denied' }, 'hub-queues', 'fail'],
  [{ queuePolicy: 'none' }, 'hub-queues', 'fail'],
  [{ redrive: 'none' }, 'hub-queues', 'warn'],
  [{ redrive: 'early' }, 'hub-queues', 'warn'],
  [{ lostQueue: 'rootguard-sweep' }, 'hub-queues', 'fail'],
  [{ lostQueue: 'rootguard-ingest-dlq' }, 'dead-letters', 'fail'],
  [{ alarmEmail: 'none' }, 'alarm-subscribers', 'warn'],
  [{ eventSources: 'disabled' }, 'event-sources', 'fail'],
  [{ eventSources: 'missing' }, 'event-sources', 'fail'],
  [{ stack: 'missing' }, 'event-sources', 'fail'],
  [{ metrics: 'empty' }, 'failed-deliveries', 'unknown'],
  [{ deliveries: 'once' }, 'failed-deliveries', 'warn'],
  [{ deliveries: 'sustained' }, 'failed-deliveries', 'fail'],
  [{ deliveries: 'lost' }, 'failed-deliveries', 'fail'],
];

const needed = [
  'busPolicy',
  'hubRules',
  'hubQueues',
  'deadLetters',
  'alarmSubscribers',
  'eventSources',
  'deliveries',
] as const satisfies readonly (keyof GuardFacts)[];

/** What looking at the hub itself must tell, whoever plays AWS. */
export function hubContract(name: string, make: () => Promise<HubUnderTest>): void {
  describe(`The hub itself (${name})`, () => {
    let made: HubUnderTest;
    beforeAll(async () => {
      made = await make();
    });

    async function look(change: Partial<GuardState>, needs: readonly (keyof GuardFacts)[]) {
      const installed = await made.install(change);
      const auditor = createAuditor({
        region: 'us-east-1',
        auditRoleName: 'rootguard/RootGuardAudit',
        ruleName: 'rootguard-root-events',
        clock: made.clock,
        memory: remembersNothing,
        raises: () => true,
        emailDomains: [],
        iamAdministrators: [],
        table: 'rootguard',
        slackChannels: async () => known([]),
        ...installed,
      });
      return { installed, facts: await auditor.gatherGuard(needs) };
    }

    test('as template.yaml makes it, all of it is known and well', async () => {
      const { installed, facts } = await look({}, needed);
      const { organization = '' } = installed;
      expect(facts).toEqual({
        busPolicy: known(
          exampleBus({ organizations: [organization], own: known(organization), size: expect.any(Number) }),
        ),
        hubRules: known(templateRules().map((rule) => exampleRule(rule.name))),
        hubQueues: known([
          ...['ingest', 'jobs', 'sweep'].map((queue) => exampleQueue(`rootguard-${queue}`)),
          { queue: 'rootguard-rules-dlq', found: known({ refuses: [], unclear: [] }) },
        ]),
        deadLetters: known(
          ['ingest', 'jobs', 'sweep', 'rules'].map((queue) => ({
            queue: `rootguard-${queue}-dlq`,
            messages: known(0),
          })),
        ),
        alarmSubscribers: known({ confirmed: 1, pending: 0 }),
        eventSources: known(
          [
            ['rootguard-events', 'rootguard-ingest'],
            ['rootguard-worker', 'rootguard-jobs'],
            ['rootguard-worker', 'rootguard-sweep'],
          ].map(([of, queue]) => ({ function: of, queue, state: 'taking', troubled: false })),
        ),
        deliveries: known({ counted: true, failures: [] }),
      });
    });

    test.each(states)('with %j, %s gives %s', async (change, id, outcome) => {
      const needs = checks[id]?.needs as readonly (keyof GuardFacts)[];
      const { facts } = await look(change, needs);
      const results = judgeFacts('guard', { ...healthyGuard(), ...facts }, made.clock());
      expect(results.find(({ check }) => check === id)?.outcome).toBe(outcome);
    });
  });
}
