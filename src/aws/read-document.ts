import { StoreError } from '../core/ports.ts';
import { fromAttribute, type Item } from './attribute-value.ts';
import type { Test } from './shape.ts';

/**
 * The document of an item, held against its shape. Throws StoreError, naming `what` it was to be, if this version of RootGuard
 * cannot read it: another one may have stored it.
 */
export function readDocument<T>({ document }: Item, shape: Test, what: string): T {
  const value = document === undefined ? undefined : fromAttribute(document);
  const flaw = shape(value);
  if (flaw === undefined) return value as T;
  throw new StoreError(
    `${what} cannot be read by this version of RootGuard: ${flaw || 'the document'} is not as expected.`,
  );
}
