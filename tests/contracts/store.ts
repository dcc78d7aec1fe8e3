import { acknowledged } from '../../src/core/acts.ts';
import { recordOf } from '../../src/core/event-facts.ts';
import { healthyAccount, healthyGuard, healthyOrganization, known } from '../../src/core/example-facts.ts';
import { confirmed, explainedAs } from '../../src/core/explaining.ts';
import { notGatheredYet } from '../../src/core/fact.ts';
import type { GuardFacts } from '../../src/core/guard-facts.ts';
import type { Incident } from '../../src/core/incident.ts';
import { defaultLadder } from '../../src/core/ladder.ts';
import { withCard } from '../../src/core/pen.ts';
import { requestedPlan } from '../../src/core/plan.ts';
import type { Store } from '../../src/core/ports.ts';
import type { AccountCheck, Fact } from '../../src/core/posture.ts';
import type { Sweep } from '../../src/core/sweep.ts';
import { repliesOf } from '../../src/core/thread.ts';
import { incidentOf, openingTime, signInEvent } from '../support/incidents.ts';
import { hour, kim, planRequest, planTime } from '../support/plans.ts';
import { canaryContract } from './canaries.ts';
import { drillContract } from './drill-store.ts';
import { historyContract } from './history-store.ts';
import { rootAuditContract } from './root-audits.ts';

/** A store for one test. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Ends the store and gives another one on the same data, as a restart does. */
  readonly reopen: () => Promise<Store>;
  readonly close: () => Promise<void>;
}

const posted = { card: { channel: 'C0ALERTS', ts: '1.2', announced: 'critical' }, replies: [] } as const;

/** What every Store must do. `makeStore` gives an empty one. */
export function storeContract(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(`The store (${name})`, () => {
    let made: StoreUnderTest;
    let store: Store;

    beforeEach(async () => {
      made = await makeStore();
      store = made.store;
    });
    afterEach(() => made.close());

    drillContract(() => store);
    canaryContract(() => store);
    historyContract(() => store);
    rootAuditContract(() => store);

    const opened = async (number = 0, change = {}) => (await store.open(incidentOf(number, change))).incident;

    test('gives an incident back exactly as it was opened', async () => {
      const incident = incidentOf();
      expect(await store.open(incident)).toEqual({ incident, created: true });
      expect(await store.get(incident.id)).toEqual(incident);
    });

    test('knows nothing of an incident that was never opened, whatever its id looks like', async () => {
      for (const id of ['RG-00000000', 'RG-', '', '루트', '\ud800', 'x'.repeat(5_000)]) {
        expect(await store.get(id)).toBeUndefined();
      }
    });

    test('keeps what is there when an incident is opened a second time', async () => {
      const first = await opened();
      const changed = withCard(first, posted, 1, openingTime + 1);
      expect(await store.replace(changed)).toBe(true);
      expect(await store.open(incidentOf())).toEqual({ incident: changed, created: false });
      expect(await store.get(first.id)).toEqual(changed);
    });

    test('lets one of many open the same incident at the same time', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => store.open(incidentOf())));
      expect(answers.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(answers.map(({ incident }) => JSON.stringify(incident))).size).toBe(1);
    });

    test('refuses a change that has not seen the latest version, and changes nothing', async () => {
      const seen = await opened();
      const card = withCard(seen, posted, 1, openingTime + 1);
      expect(await store.replace(card)).toBe(true);
      expect(await store.replace(acknowledgedBy(seen, 'U0LEE'))).toBe(false);
      expect(await store.get(seen.id)).toEqual(card);
    });

    test('refuses a change that skips a version', async () => {
      const incident = await opened();
      expect(await store.replace({ ...incident, version: 3 })).toBe(false);
      expect(await store.get(incident.id)).toEqual(incident);
    });

    test('refuses to replace an incident that does not exist', async () => {
      const incident = incidentOf();
      expect(await store.replace({ ...incident, version: 2 })).toBe(false);
      expect(await store.get(incident.id)).toBeUndefined();
    });

    test('gives an acknowledgement to one of many people who press at the same time', async () => {
      const seen = await opened();
      const tries = Array.from({ length: 10 }, (_, index) => acknowledgedBy(seen, `U0${index}`));
      const won = await Promise.all(tries.map((next) => store.replace(next)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store.get(seen.id)).toEqual(tries[won.indexOf(true)]);
    });

    test('lists incidents newest first until they are explained', async () => {
      for (const number of [2, 0, 3, 1]) await opened(number);
      const acked = acknowledgedBy(incidentOf(2), 'U0KIM');
      await store.replace(acked);
      expect((await store.listOpen(10))[1]).toEqual(acked);
      await store.replace(explainedBy(acked, 'U0KIM'));
      expect(await store.listOpen(10)).toEqual([incidentOf(3), incidentOf(1), incidentOf(0)]);
      expect(await store.listOpen(2)).toEqual([incidentOf(3), incidentOf(1)]);
      expect(await store.listOpen(0)).toEqual([]);
    });

    test('lists explained incidents whose card shows less than is stored, until it does', async () => {
      const explained = (number: number) => explainedBy(acknowledgedBy(incidentOf(number), 'U0KIM'), 'U0KIM');
      const card = { channel: 'C0ALERTS', ts: '1.0', announced: 'critical', shows: 0 } as const;
      const undrawn = { ...explained(0), card };
      // One without a card is the business of the message that opened it.
      for (const each of [undrawn, explained(1), { ...incidentOf(2), card }]) await store.open(each);
      expect(await store.listUndrawn(10)).toEqual([undrawn]);
      const thread = repliesOf(undrawn).map(({ key, digest: shows }) => ({ key, shows, ts: '2.0' }));
      const drawn = { ...undrawn, card: { ...card, shows: undrawn.content }, thread };
      await store.replace({ ...drawn, version: undrawn.version + 1 });
      expect(await store.listUndrawn(10)).toEqual([]);
    });

    test('lists what is due by its time, the longest due first, until it is done', async () => {
      const due = (number: number, at: number): Incident => ({
        ...incidentOf(number),
        next: { at, what: 'thread' },
      });
      for (const each of [due(1, 3_000), due(2, 1_000), due(3, 2_000), incidentOf(4)]) await store.open(each);
      expect(await store.listDue(999, 10)).toEqual([]);
      expect(await store.listDue(2_000, 10)).toEqual([due(2, 1_000), due(3, 2_000)]);
      expect(await store.listDue(9_000, 2)).toEqual([due(2, 1_000), due(3, 2_000)]);
      const { next: _, ...done } = due(2, 1_000);
      await store.replace({ ...done, version: 2 });
      await store.replace({ ...due(3, 2_000), owed: [{ what: 'mail', since: 500 }], version: 2 });
      expect((await store.listDue(600, 10)).map(({ id }) => id)).toEqual([incidentOf(3).id]);
    });

    test('lists 200 open incidents with long records', async () => {
      const requestParameters = Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [`key${index}`, 'x'.repeat(900)]),
      );
      const numbers = Array.from({ length: 200 }, (_, index) => index);
      await Promise.all(numbers.map((number) => opened(number, { requestParameters })));
      const listed = await store.listOpen(1_000);
      expect(listed.map(({ id }) => id)).toEqual(numbers.reverse().map((number) => incidentOf(number).id));
      expect(await store.listOpen(150)).toEqual(listed.slice(0, 150));
    });

    test('has an empty ledger for an account that nothing happened in, and keeps what is stored', async () => {
      const empty = await store.ledger('111122223333');
      expect(empty).toEqual({ account: '111122223333', uses: [], sessions: [], version: 0 });
      const next = {
        ...empty,
        uses: [{ mark: 'abcdefgh', at: openingTime, address: '198.51.100.7', failed: true as const }],
        sessions: [{ incident: 'RG-1', keys: ['key ASIA'], firstAt: 1, lastAt: 2 }],
        version: 1,
      };
      expect(await store.replaceLedger(next)).toBe(true);
      expect(await store.ledger('111122223333')).toEqual(next);
      expect(await store.ledger('444455556666')).toMatchObject({ version: 0 });
    });

    test('reads a ledger together with the plans of its account that end at a time or later', async () => {
      const account = '111122223333';
      const ledger = { account, uses: [], sessions: [], version: 1 };
      const plan = (change = {}) =>
        store.addPlan((number) => requestedPlan(number, planRequest(change), kim));
      const early = await plan({ until: planTime + hour });
      const late = await plan({ until: planTime + 2 * hour });
      await plan({ account: '444455556666' });
      await store.saveHeartbeat({ account, region: 'us-east-1', at: 1 });
      expect(await store.ledgerWithPlans(account, 0)).toEqual({
        ledger: { ...ledger, version: 0 },
        plans: [early, late],
      });
      expect(await store.replaceLedger(ledger)).toBe(true);
      expect(await store.ledgerWithPlans(account, planTime + hour)).toEqual({ ledger, plans: [early, late] });
      expect(await store.ledgerWithPlans(account, planTime + hour + 1)).toEqual({ ledger, plans: [late] });
      expect(await store.ledgerWithPlans(account, planTime + 3 * hour)).toEqual({ ledger, plans: [] });
      expect(await store.ledgerWithPlans(account, -1)).toEqual({ ledger, plans: [early, late] });
    });

    test('keeps the last heartbeat of each Region, and from which ones some are expected', async () => {
      const [account, now] = ['222233334444', Date.UTC(2026, 10, 23)];
      expect(await store.heartbeats(account)).toEqual([]);
      for (const at of [20, 10]) await store.saveHeartbeat({ account, region: 'us-east-1', at: now + at });
      await store.saveHeartbeat({ account, region: 'eu-west-1', at: now });
      await store.expectHeartbeats(account, { 'us-east-1': 5, 'ap-east-1': 6 });
      expect(await store.heartbeats(account)).toEqual([
        { region: 'ap-east-1', expectedSince: 6 },
        { region: 'eu-west-1', at: now },
        { region: 'us-east-1', at: now + 20, expectedSince: 5 },
      ]);
      expect(await store.lastHeartbeat(account)).toEqual({ account, region: 'eu-west-1', at: now });
      await store.expectHeartbeats(account, {});
      expect(await store.heartbeats(account)).toEqual([
        { region: 'eu-west-1', at: now },
        { region: 'us-east-1', at: now + 20 },
      ]);
    });

    test('finds a ledger behind more plans than one page holds', async () => {
      const account = '111122223333';
      const ledger = { account, uses: [], sessions: [], version: 1 };
      expect(await store.replaceLedger(ledger)).toBe(true);
      const reason = 'x'.repeat(200_000);
      for (let count = 0; count < 6; count += 1)
        await store.addPlan((number) => requestedPlan(number, planRequest({ reason }), kim));
      const read = await store.ledgerWithPlans(account, 0);
      expect(read.plans).toHaveLength(6);
      expect(read.ledger).toEqual(ledger);
    });

    test('lets one of many change a ledger at the same time', async () => {
      for (const version of [1, 2]) {
        const tries = Array.from({ length: 8 }, (_, index) => ({
          account: '111122223333',
          uses: [{ mark: `mark-${index}`, at: index }],
          sessions: [],
          version,
        }));
        const won = await Promise.all(tries.map((next) => store.replaceLedger(next)));
        expect(won.filter(Boolean)).toHaveLength(1);
        expect(await store.ledger('111122223333')).toEqual(tries[won.indexOf(true)]);
      }
    });

    test('keeps every character, number and key of a record', async () => {
      const requestParameters = JSON.parse(
        '{"__proto__":{"isAdmin":true},"constructor":{"prototype":1},"":"empty key","~":"~","~a":"","name":"김 루트 👩‍🚒",' +
          '"numbers":[0,-0,0.1,1e21,-1e-7,9007199254740991,1.7976931348623157e308,5e-324],"list":[[],{},null,true,""]}',
      );
      const record = recordOf(signInEvent(0, { requestParameters }));
      await store.keepEvent('RG-1', record);
      await store.keepEvent('RG-1', record);
      const stored = await store.event('RG-1', record.at, record.mark);
      expect(stored).toEqual(record);
      // toEqual looks past own keys named __proto__.
      expect(JSON.stringify(sorted(stored))).toBe(JSON.stringify(sorted(record)));
    });

    test('keeps the records of an incident apart from others, in the order of time', async () => {
      const times = ['2026-11-23T05:00:02Z', '2026-11-23T05:00:01Z', '2026-11-23T05:00:03Z'];
      const records = times.map((eventTime, index) => recordOf(signInEvent(index, { eventTime })));
      await Promise.all(records.map((record) => store.keepEvent('RG-1', record)));
      await opened();
      expect(await store.events('RG-1', 10)).toEqual([records[1], records[0], records[2]]);
      expect(await store.events('RG-1', 2)).toEqual([records[1], records[0]]);
      expect(await store.events('RG-', 10)).toEqual([]);
      expect(await store.event('RG-1', 0, 'nothing!')).toBeUndefined();
    });

    test('takes a record that is far too large, without the large parts', async () => {
      const many = (value: unknown) =>
        Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, value]));
      const record = recordOf(signInEvent(0, { requestParameters: many('루'.repeat(1_000)) }));
      const raw = { ...record.raw, ...many('루'.repeat(3_000)) };
      await store.keepEvent('RG-1', { ...record, raw });
      const stored = await store.event('RG-1', record.at, record.mark);
      expect(stored?.raw).toMatchObject({ eventName: 'ConsoleLogin', sourceIPAddress: '198.51.100.7' });
      expect(stored?.raw.key7).toContain('too large to keep');
    });

    test('remembers the last delivery of each rung', async () => {
      expect(await store.deliveries()).toEqual({});
      const channel = { rung: 'channel', at: 1 } as const;
      const mail = { rung: 'mail', at: 3, reason: 'is_archived' } as const;
      await Promise.all([store.noteDelivery(channel), store.noteDelivery({ ...mail, at: 2 })]);
      await store.noteDelivery(mail);
      expect(await store.deliveries()).toEqual({ channel, mail });
    });

    test('keeps the last check of every account, in the order of their ids', async () => {
      const checks = [checkOf('444455556666', 1), checkOf('111122223333', 2)] as const;
      expect(await store.lastChecks()).toEqual([]);
      await Promise.all(checks.map((check) => store.saveCheck(check)));
      await store.saveCheck(checkOf('444455556666', 3));
      expect(await store.lastChecks()).toEqual([checks[1], checkOf('444455556666', 3)]);
    });

    test('does not let an older check, saved late, hide a newer one', async () => {
      await store.saveCheck(checkOf('111122223333', 5));
      await store.saveCheck(checkOf('111122223333', 4));
      expect(await store.lastChecks()).toEqual([checkOf('111122223333', 5)]);
    });

    test('keeps what the last looks came to, the later one of each account', async () => {
      expect(await store.lastVerdicts()).toEqual([]);
      const of = (account: string, checkedAt: number) => ({
        account,
        checkedAt,
        outcomes: { 'root-mfa': 'fail' as const, 'trail-logging': 'unknown' as const },
        guarded: true,
      });
      await store.saveVerdicts(of('444455556666', 1), 9);
      await store.saveVerdicts(of('444455556666', 5), 5);
      await store.saveVerdicts(of('111122223333', 7), 7);
      await store.saveVerdicts(of('111122223333', 8), 8);
      expect(await store.lastVerdicts()).toEqual([of('111122223333', 8), of('444455556666', 1)]);
      expect(await store.lastChecks()).toEqual([]);
    });

    test('keeps the times of older facts, and saves a look at some beside those alone that it saw', async () => {
      const first = { ...checkOf('111122223333', 5), older: { rootHistory: 2 } };
      expect(await store.saveCheck(first)).toBe(true);
      expect(await store.lastCheck('111122223333')).toEqual(first);
      const tries = await Promise.all(
        Array.from({ length: 6 }, (_, index) => store.saveCheck(checkOf('111122223333', 10 + index), 5)),
      );
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await store.saveCheck(checkOf('111122223333', 20), 6)).toBe(false);
      expect((await store.lastCheck('111122223333'))?.at).toBe(10 + tries.indexOf(true));
      expect(await store.saveCheck(checkOf('111122223333', 4))).toBe(false);
    });

    test('lets one of many change a posture record at the same time', async () => {
      const account = '111122223333';
      expect(await store.postureRecord(account)).toEqual({ account, at: 0, states: {}, version: 0 });
      for (const version of [1, 2]) {
        const tries = Array.from({ length: 8 }, (_, index) => ({
          account,
          at: index,
          states: {
            'root-mfa': {
              outcome: 'fail' as const,
              since: index,
              alert: 'posted' as const,
              card: { channel: 'C0ALERTS', ts: '1.2' },
            },
          },
          version,
        }));
        const won = await Promise.all(tries.map((next) => store.replacePostureRecord(next)));
        expect(won.filter(Boolean)).toHaveLength(1);
        expect(await store.postureRecord(account)).toEqual(tries[won.indexOf(true)]);
      }
    });

    test('gives the last check of one account', async () => {
      expect(await store.lastCheck('444455556666')).toBeUndefined();
      await store.saveCheck(checkOf('444455556666', 3));
      expect(await store.lastCheck('444455556666')).toEqual(checkOf('444455556666', 3));
    });

    test('opens a sweep once, whoever comes first', async () => {
      expect(await store.sweep('sweep-1')).toBeUndefined();
      const tries = Array.from({ length: 6 }, (_, index) =>
        store.openSweep(sweepOf(index), [`account-${index}`]),
      );
      expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
      expect(await store.sweepAccounts('sweep-1')).toHaveLength(1);
      expect(await store.openSweeps()).toHaveLength(1);
    });

    test('counts an account of a sweep once, however often it is added, and from how many hands', async () => {
      await store.openSweep(sweepOf(1), []);
      const swept = {
        account: '111122223333',
        outcomes: { 'root-mfa': 'fail' as const },
        worsened: ['root-mfa'],
      };
      const counts = await Promise.all([
        ...Array.from({ length: 4 }, () => store.addSwept('sweep-1', 0, swept)),
        ...Array.from({ length: 4 }, (_, index) =>
          store.addSwept('sweep-1', 0, { account: `44445555666${index}`, outcomes: {} }),
        ),
      ]);
      expect(Math.max(...counts.map(({ looked }) => looked))).toBe(5);
      const whole = { looked: 5, failing: 1, unreachable: 0 };
      expect(counts).toContainEqual(whole);
      const lost = {
        account: '999988887777',
        outcomes: {},
        unreachable: { cause: 'assume-role-failed', call: 'sts:AssumeRole' },
      } as const;
      const alone = { looked: 1, failing: 0, unreachable: 1 };
      expect(await store.addSwept('sweep-1', 1, lost)).toEqual(alone);
      expect(await store.addSwept('sweep-1', 2, { account: 'guard', outcomes: {} })).toMatchObject({
        looked: 1,
      });
      expect(await store.completeGroups('sweep-1')).toEqual({
        groups: 0,
        counts: { looked: 0, failing: 0, unreachable: 0 },
      });
      for (let again = 0; again < 2; again += 1)
        expect(await store.completeGroup('sweep-1', 0, whole)).toEqual({ groups: 1, counts: whole });
      const both = { groups: 2, counts: { looked: 6, failing: 1, unreachable: 1 } };
      expect(await store.completeGroup('sweep-1', 1, alone)).toEqual(both);
      expect(await store.completeGroups('sweep-1')).toEqual(both);
    });

    test('gives what a sweep found some accounts at a time, each once', async () => {
      const ids = Array.from({ length: 60 }, (_, index) => String(100_000_000_000 + index));
      for (const [group, account] of ids.entries())
        await store.addSwept('sweep-1', group, { account, outcomes: { 'root-mfa': 'fail' } });
      const pages: number[] = [];
      const found: string[] = [];
      for await (const page of store.swept('sweep-1')) {
        pages.push(page.length);
        found.push(...page.map(({ account }) => account));
      }
      expect(found.sort()).toEqual(ids);
      expect(Math.max(...pages)).toBeLessThan(30);
    });

    test('lets one of many edit the progress of a sweep, and nobody again too soon', async () => {
      await store.openSweep(sweepOf(1), []);
      const claims = await Promise.all(
        Array.from({ length: 8 }, () => store.claimSweepEdit('sweep-1', 10_000, 3_000)),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await store.claimSweepEdit('sweep-1', 12_999, 3_000)).toBe(false);
      expect(await store.claimSweepEdit('sweep-1', 13_000, 3_000)).toBe(true);
      expect(await store.claimSweepEdit('no-such-sweep', 13_000, 3_000)).toBe(false);
    });

    test('remembers when the first sweep of everything ended, and no later one', async () => {
      expect(await store.firstSweep()).toBeUndefined();
      await store.noteFirstSweep(5);
      await store.noteFirstSweep(9);
      expect(await store.firstSweep()).toBe(5);
    });

    test('keeps everything that is remembered of a check, and reads what an older version kept', async () => {
      const change = { at: 3, by: 'Lee' };
      const card = { channel: 'C0ALERTS', ts: '1.2' };
      const old = {
        'root-mfa': { outcome: 'fail', since: 1, alert: 'posted', card },
        'trail-logging': { outcome: 'pass', since: 3, closing: { card, failedSince: 1, at: 3 } },
      } as const;
      const record = {
        account: '444455556666',
        at: 4,
        states: {
          ...old,
          'alert-rule': {
            outcome: 'warn',
            since: 3,
            openSince: 2,
            first: true,
            alert: 'due',
            claimedUntil: 9,
            card,
            summary: card,
            better: change,
            closing: { ...change, card, failedSince: 1, worse: true },
            fixed: { ...change, openSince: 1, untold: true, summary: card },
          },
        },
        suspicions: { 'root-history': { at: 4 } },
        version: 1,
      } as const;
      expect(await store.replacePostureRecord(record)).toBe(true);
      expect(await store.postureRecord('444455556666')).toEqual(record);
      const older = { account: '111122223333', at: 4, states: old, version: 1 };
      expect(await store.replacePostureRecord(older)).toBe(true);
      expect(await store.postureRecord('111122223333')).toEqual(older);
    });

    test('remembers what became of a sweep', async () => {
      await store.openSweep(sweepOf(1), ['111122223333']);
      await store.noteSweep('sweep-1', { message: { channel: 'C0ALERTS', ts: '1.2' }, plannedAt: 5 });
      expect(await store.sweep('sweep-1')).toEqual({
        ...sweepOf(1),
        message: { channel: 'C0ALERTS', ts: '1.2' },
        plannedAt: 5,
      });
      await store.noteSweep('sweep-1', { finishedAt: 9 });
      expect(await store.openSweeps()).toEqual([]);
    });

    test('keeps the accounts of an organization, and how far they were listed', async () => {
      expect(await store.account('111122223333')).toBeUndefined();
      expect(await store.listing()).toEqual({});
      const accounts = [
        { id: '111122223333', name: 'acme-prod', state: 'active' },
        { id: '444455556666', name: undefined, state: 'left' },
      ] as const;
      for (const account of [...accounts].reverse()) await store.saveAccount(account);
      expect(await store.knownAccounts()).toEqual(accounts);
      expect(await store.account('444455556666')).toEqual(accounts[1]);
      const listing = {
        completedAt: 5,
        failure: { at: 7, cause: 'throttled' as const, call: 'organizations:ListAccounts' },
        partial: { startedAt: 6, token: 'next', seen: ['111122223333'] },
      };
      await store.saveListing(listing);
      expect(await store.listing()).toEqual(listing);
    });

    test('knows since when an account is watched, however often it is checked', async () => {
      expect(await store.watchedSince('111122223333')).toBeUndefined();
      for (const at of [5, 9, 7]) await store.saveCheck(checkOf('111122223333', at));
      expect(await store.watchedSince('111122223333')).toBe(5);
    });

    test('keeps the last facts of the organisation and of the guard apart from the accounts', async () => {
      expect([await store.lastOrganizationCheck(), await store.lastGuardCheck()]).toEqual([
        undefined,
        undefined,
      ]);
      await store.saveOrganizationCheck({ at: 2, facts: healthyOrganization() });
      await store.saveOrganizationCheck({
        at: 1,
        facts: healthyOrganization({ iamAdministrators: known({ accounts: [], expected: [] }) }),
      });
      await store.saveGuardCheck({ at: 3, facts: healthyGuard({ alarmSubscribers: known(undefined) }) });
      expect(await store.lastOrganizationCheck()).toEqual({ at: 2, facts: healthyOrganization() });
      expect(await store.lastGuardCheck()).toEqual({
        at: 3,
        facts: healthyGuard({ alarmSubscribers: known(undefined) }),
      });
      expect(await store.lastChecks()).toEqual([]);
    });

    test('a fact that another version stored in another shape is not gathered yet, and the others are what they are', async () => {
      const { deadLetters, ...others } = healthyGuard();
      const facts = {
        ...others,
        hubRules: known([{ name: 'rootguard-root-events', reachesQueue: known(true) }]),
      };
      await store.saveGuardCheck({ at: 3, facts: facts as unknown as GuardFacts });
      expect(await store.lastGuardCheck()).toEqual({
        at: 3,
        facts: { ...others, hubRules: notGatheredYet, deadLetters: notGatheredYet },
      });
    });

    test('counts dropped events that come at the same time', async () => {
      expect(await store.dropped()).toEqual({ total: 0 });
      const drop = { reason: 'no-detail', id: 'event-1', at: openingTime };
      await Promise.all(Array.from({ length: 50 }, () => store.countDropped(drop)));
      expect(await store.dropped()).toEqual({ total: 50, last: drop });
    });

    test('counts a dropped event whose id is a megabyte long', async () => {
      await store.countDropped({ reason: 'no-detail', id: 'x'.repeat(1_000_000), at: openingTime });
      expect((await store.dropped()).total).toBe(1);
    });

    test('remembers everything after a restart', async () => {
      const incident = await opened();
      await store.saveCheck(checkOf('111122223333', 1));
      await store.countDropped({ reason: 'no-detail', id: 'event-1', at: openingTime });
      const next = await made.reopen();
      expect(await next.get(incident.id)).toEqual(incident);
      expect(await next.listOpen(10)).toEqual([incident]);
      expect(await next.lastChecks()).toEqual([checkOf('111122223333', 1)]);
      expect((await next.dropped()).total).toBe(1);
      expect(await next.replace(acknowledgedBy(incident, 'U0KIM'))).toBe(true);
    });
  });
}

function sweepOf(startedAt: number): Sweep {
  return {
    id: 'sweep-1',
    startedAt,
    by: { user: 'U0LEE', name: 'Lee' },
    locale: 'en',
    total: 1,
    skipped: [{ id: '444455556666', name: undefined, state: 'closed' }],
  };
}

function acknowledgedBy(incident: Incident, by: string): Incident {
  const next = acknowledged(incident, { by, name: 'Kim', at: openingTime + 120_000 });
  if (typeof next === 'string') throw new Error(`${incident.id}: ${next}`);
  return next;
}

function explainedBy(incident: Incident, by: string): Incident {
  const act = { by, name: 'Kim', at: openingTime + 180_000 };
  const said = { verdict: 'unplanned', text: 'tax form' } as const;
  const proposed = explainedAs(incident, act, said, defaultLadder);
  if (typeof proposed === 'string') throw new Error(`${incident.id}: ${proposed}`);
  const next = confirmed({ ...proposed, version: incident.version }, { ...act, by: 'U0LEE', name: 'Lee' });
  if (typeof next === 'string') throw new Error(`${incident.id}: ${next}`);
  return next;
}

function checkOf(account: string, at: number): AccountCheck {
  const denied: Fact<never> = { known: false, cause: 'access-denied', call: 'cloudtrail:DescribeTrails' };
  const trail = { name: 'main', multiRegion: true, logging: known(true), admitsRootWrites: denied };
  return {
    account,
    at,
    facts: healthyAccount({
      rootReport: denied,
      trails: known([trail]),
      alertRule: known({ name: 'root', exists: false, state: undefined, targets: 0 }),
      heartbeats: known([]),
    }),
  };
}

/** With the keys of every object in one order: a store need not keep theirs. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
