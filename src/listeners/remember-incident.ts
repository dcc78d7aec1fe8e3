import { textAt } from '../core/json.ts';

/** The incident that a form was opened for. */
export function rememberIncident(memory: unknown): { readonly id: string } | undefined {
  const id = textAt(memory, 'id');
  return id === undefined ? undefined : { id };
}
