import type { DrillRecord } from '../../src/core/drill-report.ts';
import type { DrillStore } from '../../src/core/store-ports.ts';

const drillOf = (number: number): DrillRecord => ({
  incident: `RG-0000000${number}`,
  account: '111122223333',
  mark: `mark-${number}`,
  detection: 'root-sign-in',
  by: 'U0KIM',
  name: 'Kim',
  at: 1_700_000_000_000 + number,
});

/** What every DrillStore must do. */
export function drillContract(store: () => DrillStore): void {
  describe('drills', () => {
    test('are given back as they were started, and run until their report is given, once', async () => {
      expect(await store().drill('RG-00000001')).toBeUndefined();
      expect(await store().drill('x'.repeat(5_000))).toBeUndefined();
      await store().startDrill(drillOf(1));
      await store().startDrill(drillOf(2));
      expect(await store().drill('RG-00000001')).toEqual(drillOf(1));
      expect(await store().runningDrills()).toEqual([drillOf(1), drillOf(2)]);

      const told = await Promise.all([1, 2, 3].map((at) => store().noteDrillReported('RG-00000001', at)));
      expect(told.filter(Boolean)).toHaveLength(1);
      expect(await store().runningDrills()).toEqual([drillOf(2)]);
      expect((await store().drill('RG-00000001'))?.reportedAt).toBe(told.indexOf(true) + 1);
    });

    test('remember when they came and no detection spoke; what nobody started is not noted', async () => {
      await store().startDrill(drillOf(1));
      await store().noteDrillUndetected('RG-00000001', 5);
      await store().noteDrillUndetected('RG-00000001', 7);
      await store().noteDrillUndetected('RG-00000009', 5);
      expect(await store().drill('RG-00000001')).toEqual({ ...drillOf(1), undetectedAt: 5 });
      expect(await store().drill('RG-00000009')).toBeUndefined();
      expect(await store().noteDrillReported('RG-00000009', 5)).toBe(false);
    });
  });
}
