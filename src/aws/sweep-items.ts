import { at, textAt } from '../core/json.ts';
import type { CompleteGroups } from '../core/ports.ts';
import type { Sweep, SweepCounts, SweepProgress, SweptAccount } from '../core/sweep.ts';
import { fromAttribute, type Item } from './attribute-value.ts';
import { countsShape, sweepShape, sweptShape } from './sweep-shape.ts';

/** None if another version of RootGuard stored it: a sweep is over in minutes, and the next one is this version's. */
export function readSweep(item: Item): readonly (Sweep & SweepProgress)[] {
  const document = item.document === undefined ? undefined : fromAttribute(item.document);
  if (sweepShape(document) !== undefined) return [];
  const message = item.message === undefined ? undefined : fromAttribute(item.message);
  const [channel, ts] = [textAt(message, 'channel'), textAt(message, 'ts')];
  return [
    {
      ...(document as Sweep),
      ...(channel !== undefined && ts !== undefined && { message: { channel, ts } }),
      ...numbers(item, 'editedAt', 'plannedAt', 'finishedAt'),
    },
  ];
}

function numbers(item: Item, ...names: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = at(item, name, 'N');
      return typeof value === 'string' ? [[name, Number(value)]] : [];
    }),
  );
}

/** The sum of what the complete groups of a sweep count: an attribute each. */
export function totals(item: Item): CompleteGroups {
  const groups = Object.entries(item).flatMap(([name, attribute]) => {
    const counts = /^g\d+$/.test(name) ? fromAttribute(attribute) : undefined;
    return countsShape(counts) === undefined ? [counts as SweepCounts] : [];
  });
  const sum = (key: keyof SweepCounts) => groups.reduce((all, counts) => all + counts[key], 0);
  return {
    groups: groups.length,
    counts: { looked: sum('looked'), failing: sum('failing'), unreachable: sum('unreachable') },
  };
}

/** The accounts of a group: an attribute each. None of those that another version of RootGuard stored. */
export function readSwept(item: Item): readonly SweptAccount[] {
  return Object.entries(item).flatMap(([name, attribute]) => {
    const value = /^a(\d+|organization|guard)$/.test(name) ? fromAttribute(attribute) : undefined;
    return sweptShape(value) === undefined ? [value as SweptAccount] : [];
  });
}
