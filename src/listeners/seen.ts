/** A button's value: an incident's id, and (where the act depends on it) when what the person saw had happened. */
export function readSeen(value: string): { readonly typed: string; readonly seen?: number } {
  const [typed = '', at = ''] = value.split(' ');
  return /^\d{1,15}$/.test(at) ? { typed, seen: Number(at) } : { typed };
}
