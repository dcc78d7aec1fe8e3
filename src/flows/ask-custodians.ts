import { type Asked, type Attestation, newAttestation, withAsked } from '../core/attestation.ts';
import type { Incident } from '../core/incident.ts';
import { SlackError } from '../core/ports.ts';
import { type AttestationPorts, changeAttestation } from './change-attestation.ts';
import { tellVerdict } from './tell-verdict.ts';

/**
 * Asks an account's custodians by direct message whether it was them, once for an incident however often it is called.
 * Undefined if the account has no custodians. Throws SlackError if somebody could not be asked who perhaps can later:
 * then it may be called again, and asks only who was not asked yet.
 */
export async function askCustodians(
  ports: AttestationPorts,
  incident: Incident,
): Promise<Attestation | undefined> {
  const { store, clock } = ports;
  const { people } = await store.custodians(incident.account);
  if (people.length === 0) return undefined;
  const about = { incident: incident.id, account: incident.account };
  const stored = await store.addAttestation(newAttestation(about, people, clock()));
  return await askWhoIsLeft(ports, stored, incident);
}

/** Asks those who were not asked yet, each for themselves: one who cannot be reached keeps no other waiting. */
export async function askWhoIsLeft(
  ports: AttestationPorts,
  attestation: Attestation,
  incident: Incident,
): Promise<Attestation> {
  const troubles: unknown[] = [];
  let latest = attestation;
  for (const { user } of attestation.asked.filter(isLeft)) {
    try {
      const result = await ask(ports, user, latest, incident);
      const change = await changeAttestation(ports, incident.id, (seen) =>
        withAsked(seen, user, result, ports.clock()),
      );
      latest = change?.attestation ?? latest;
    } catch (error) {
      ports.logger.warn('custodian-not-asked', { incident: incident.id, user, error: String(error) });
      troubles.push(error);
    }
  }
  if (latest.verdict !== undefined) await tellVerdict(ports, latest);
  if (troubles.length > 0) throw troubles[0];
  return latest;
}

/** True for somebody who was neither written to nor is known to be out of reach. */
export function isLeft({ message, unreachable }: Asked): boolean {
  return message === undefined && unreachable === undefined;
}

async function ask(
  { questions }: AttestationPorts,
  user: string,
  attestation: Attestation,
  incident: Incident,
): Promise<Pick<Asked, 'message'> | Pick<Asked, 'unreachable'>> {
  try {
    return { message: await questions.ask(user, attestation, incident) };
  } catch (error) {
    if (error instanceof SlackError && gone.has(error.code)) return { unreachable: error.code };
    throw error;
  }
}

/** Nothing will change these: https://docs.slack.dev/reference/methods/conversations.open#errors */
const gone: ReadonlySet<string> = new Set([
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'cannot_dm_bot',
]);
