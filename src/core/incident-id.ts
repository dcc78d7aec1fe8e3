import { createHash } from 'node:crypto';

/**
 * The same event always gives the same id, so that opening an incident twice is one conditional write that fails.
 * 40 bits of SHA-256 in Crockford's alphabet (no I, L, O, U: it is read aloud at night).
 */
export function incidentId(event: { readonly account: string; readonly id: string }): string {
  const digest = createHash('sha256').update(`${event.account} ${event.id}`).digest();
  let id = '';
  let bits = digest.readUIntBE(0, 5);
  for (let index = 0; index < 8; index += 1) {
    id = alphabet.charAt(bits % 32) + id;
    bits = Math.floor(bits / 32);
  }
  return `RG-${id}`;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What somebody typed as an incident id, in its one spelling: case, a missing prefix and look-alike letters are forgiven. */
export function normalizedIncidentId(typed: string): string {
  const body = typed.trim().toUpperCase().replace(/^RG-?/, '');
  return `RG-${body.replaceAll('O', '0').replaceAll(/[IL]/g, '1')}`;
}

/** A short mark of an event (48 bits): enough to tell the events of one incident apart. */
export function eventMark(event: { readonly account: string; readonly id: string }): string {
  return createHash('sha256').update(`${event.account} ${event.id}`).digest('base64url').slice(0, 8);
}
