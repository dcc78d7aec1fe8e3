import { newAttestation, overdue, withAnswer } from '../../src/core/attestation.ts';
import { noCustodians, withCustodian } from '../../src/core/custodian.ts';
import type { CustodianStore } from '../../src/core/custodian-ports.ts';
import { planTime } from '../support/plans.ts';

const people = [
  { user: 'U0KIM', name: 'Kim' },
  { user: 'U0LEE', name: 'Lee' },
];
const question = (incident = 'RG-1', now = planTime) =>
  newAttestation({ incident, account: '111122223333' }, people, now);

/** What every CustodianStore must do. `makeStore` gives an empty one. */
export function custodianContract(
  name: string,
  makeStore: () => Promise<{ readonly store: CustodianStore; readonly close: () => Promise<void> }>,
): void {
  describe(`The store of custodians (${name})`, () => {
    let store: CustodianStore;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ store, close } = await makeStore());
    });
    afterEach(() => close());

    test('has an empty list for an account without custodians', async () => {
      expect(await store.custodians('111122223333')).toEqual(noCustodians('111122223333'));
      expect(await store.allCustodians()).toEqual([]);
    });

    test('lets one of many change a list at the same time, and gives it back as it is', async () => {
      const empty = await store.custodians('111122223333');
      const tries = Array.from({ length: 8 }, (_, index) =>
        withCustodian(empty, { user: `U${index}`, name: `김 ${index}` }, { by: 'U', name: 'U', at: index }),
      );
      const won = await Promise.all(tries.map((next) => next && store.replaceCustodians(next)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store.custodians('111122223333')).toEqual(tries[won.indexOf(true)]);
    });

    test('lists all accounts that have some', async () => {
      for (const account of ['444455556666', '111122223333']) {
        const next = withCustodian(
          noCustodians(account),
          { user: 'U0KIM', name: 'Kim' },
          {
            by: 'U0LEE',
            name: 'Lee',
            at: planTime,
          },
        );
        if (next !== undefined) await store.replaceCustodians(next);
      }
      expect((await store.allCustodians()).map(({ account }) => account)).toEqual([
        '111122223333',
        '444455556666',
      ]);
    });

    test('keeps one question about an incident, whoever asks first', async () => {
      const asked = await Promise.all(
        [0, 1, 2].map((more) => store.addAttestation(question('RG-1', planTime + more))),
      );
      expect(new Set(asked.map(({ askedAt }) => askedAt)).size).toBe(1);
      expect(await store.attestation('RG-1')).toEqual(asked[0]);
      for (const id of ['RG-2', '', 'x'.repeat(5_000)]) expect(await store.attestation(id)).toBeUndefined();
    });

    test('lets one of many answers in at the same time', async () => {
      const seen = await store.addAttestation(question());
      const tries = ['U0KIM', 'U0LEE'].map((by) =>
        withAnswer(seen, { by, name: by, at: planTime + 1, said: 'not-me' }),
      );
      const won = await Promise.all(tries.map((next) => next && store.replaceAttestation(next)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store.attestation('RG-1')).toEqual(tries[won.indexOf(true)]);
    });

    test('lists questions until their verdict is told, the earliest deadline first', async () => {
      const late = await store.addAttestation(question('RG-1', planTime + 1_000));
      const early = await store.addAttestation(question('RG-2'));
      expect(await store.openAttestations(10)).toEqual([early, late]);
      expect(await store.openAttestations(1)).toEqual([early]);
      const silent = overdue(early, early.deadline);
      if (silent === undefined) throw new Error('not overdue');
      await store.replaceAttestation(silent);
      expect(await store.openAttestations(10)).toEqual([silent, late]);
      await store.replaceAttestation({ ...silent, told: true, version: silent.version + 1 });
      expect(await store.openAttestations(10)).toEqual([late]);
    });
  });
}
