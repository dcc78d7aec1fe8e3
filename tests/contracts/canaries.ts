import {
  type CanaryStore,
  canaryArrived,
  canaryRefused,
  canarySent,
  emptyCanaryLog,
} from '../../src/core/canary.ts';

const began = Date.parse('2026-11-23T05:00:00Z');

/** What every CanaryStore must do. */
export function canaryContract(store: () => CanaryStore): void {
  describe('canaries', () => {
    test('are given back as they are known: sent, come, or refused', async () => {
      expect(await store().canaryLog()).toEqual(emptyCanaryLog);
      const sent = canarySent(emptyCanaryLog, { nonce: 'a', sentAt: began });
      const come = canaryArrived(sent, 'a', began + 5);
      const why = { known: false, cause: 'access-denied', call: 'iam:TagRole' } as const;
      const refused = canaryRefused(canarySent(come, { nonce: 'b', sentAt: began + 9 }), 'b', why);
      for (const log of [sent, come, { ...refused, version: 3 }]) {
        expect(await store().replaceCanaryLog(log)).toBe(true);
        expect(await store().canaryLog()).toEqual(log);
      }
    });

    test('change by one of many who saw the same, and by nobody who saw less', async () => {
      const tries = [1, 2, 3].map((n) => canarySent(emptyCanaryLog, { nonce: `n${n}`, sentAt: began + n }));
      const won = await Promise.all(tries.map((next) => store().replaceCanaryLog(next)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store().canaryLog()).toEqual(tries[won.indexOf(true)]);
      expect(await store().replaceCanaryLog({ ...emptyCanaryLog, version: 3 })).toBe(false);
    });
  });
}
