import type { Store } from '../../src/core/ports.ts';

const account = '444455556666';
const began = Date.parse('2026-11-23T05:00:00Z');

/** What every store remembers of our own looks with root sessions. */
export function rootAuditContract(store: () => Store): void {
  const audit = (id: string, at: number, key?: string) => ({
    id,
    account,
    at,
    ...(key !== undefined && { key }),
  });

  test('remembers our own looks by account and time, both ends in it', async () => {
    for (const [index, at] of [began, began + 1, began + 60_000].entries())
      await store().noteRootAudit(audit(`a-${index}`, at, `ASIA${index}`));
    const ids = async (of: string, from: number, until: number) =>
      (await store().rootAudits(of, from, until)).map(({ id }) => id);
    expect(await ids(account, began, began + 1)).toEqual(['a-0', 'a-1']);
    expect(await ids(account, began + 1, began + 60_000)).toEqual(['a-1', 'a-2']);
    expect(await ids(account, began + 2, began + 59_999)).toEqual([]);
    expect(await ids('111122223333', began, began + 60_000)).toEqual([]);
    // An event's time is whatever its record says.
    expect(await ids(account, -5, began)).toEqual(['a-0']);
  });

  test('a look gets its key later, and stays one look', async () => {
    await store().noteRootAudit(audit('a', began));
    expect(await store().rootAudits(account, began, began)).toEqual([audit('a', began)]);
    await store().noteRootAudit(audit('a', began, 'ASIAIOSFODNN7EXAMPLE'));
    await store().noteRootAudit(audit('b', began));
    expect(await store().rootAudits(account, began, began)).toEqual([
      audit('a', began, 'ASIAIOSFODNN7EXAMPLE'),
      audit('b', began),
    ]);
  });
}
