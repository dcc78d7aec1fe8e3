import { recordOf } from '../../src/core/event-facts.ts';
import type { Incident } from '../../src/core/incident.ts';
import type { Store } from '../../src/core/ports.ts';
import { incidentOf, openingTime, signInEvent } from '../support/incidents.ts';

const day = 24 * 60 * 60_000;
const openedAt = (number: number, at: number, more: Partial<Incident> = {}): Incident => ({
  ...incidentOf(number),
  openedAt: at,
  ...more,
});

/** What every HistoryStore and EvidenceStore must do. */
export function historyContract(store: () => Store): void {
  describe('history', () => {
    test('lists what was opened in a span of time, over months, oldest first, each once', async () => {
      const drill = { mark: 'm', detection: 'root-sign-in', by: 'U0KIM', name: 'Kim', at: openingTime };
      const [first, second, third] = [
        openedAt(1, openingTime - 40 * day),
        openedAt(2, openingTime),
        openedAt(3, openingTime + 40 * day, { drill }),
      ] as const;
      for (const incident of [third, first, second, second]) await store().noteOpened(incident);
      const listed = (from: number, until: number) => store().openedBetween(from, until);
      expect(await listed(first.openedAt, third.openedAt + 1)).toEqual([
        { id: first.id, account: first.account, at: first.openedAt },
        { id: second.id, account: second.account, at: second.openedAt },
        { id: third.id, account: third.account, at: third.openedAt, drill: true },
      ]);
      expect(await listed(first.openedAt + 1, third.openedAt)).toMatchObject([{ id: second.id }]);
      expect(await listed(0, first.openedAt)).toEqual([]);
      expect(await listed(5, 5)).toEqual([]);
    });

    test('lists an incident once that two workers open at the same time', async () => {
      await Promise.all([0, 1, 2].map((ms) => store().noteOpened(openedAt(1, openingTime + ms))));
      expect(await store().openedBetween(openingTime, openingTime + 1_000)).toHaveLength(1);
    });

    test('gives everything that is kept under an incident, as it is kept', async () => {
      const incident = incidentOf(1);
      await store().open(incident);
      await store().keepEvent(incident.id, recordOf(signInEvent(1)));
      const drill = { mark: 'm', detection: 'root-sign-in', by: 'U0KIM', name: 'Kim', at: 1 };
      await store().startDrill({ ...drill, incident: incident.id, account: incident.account });
      const parts = await store().dossier(incident.id);
      expect(parts.map(({ part }) => String(part).split('#')[0]).sort()).toEqual([
        'DRILL',
        'EVENT',
        'INCIDENT',
      ]);
      expect(parts.find(({ part }) => part === 'INCIDENT')).toEqual({
        part: 'INCIDENT',
        document: incident,
        version: 1,
      });
      expect(await store().dossier('RG-00000000')).toEqual([]);
    });
  });

  describe('evidence', () => {
    test('remembers reports for ever, oldest first, and none twice', async () => {
      const report = { month: '2026-11', at: 5, by: 'U0KIM', name: 'Kim', head: 'a', entries: 3 };
      expect(await store().reports()).toEqual([]);
      expect(await store().noteReport({ ...report, at: 7, head: 'b' })).toBe(true);
      expect(await store().noteReport(report)).toBe(true);
      expect(await store().noteReport({ ...report, entries: 4 })).toBe(false);
      expect(await store().reports()).toEqual([report, { ...report, at: 7, head: 'b' }]);
    });

    test('remembers the last digest', async () => {
      expect(await store().lastDigest()).toBeUndefined();
      await store().noteDigest({ at: 1, dropped: 0 });
      await store().noteDigest({ at: 2, dropped: 4 });
      expect(await store().lastDigest()).toEqual({ at: 2, dropped: 4 });
    });
  });
}
