import { separated } from '../core/finding-event.ts';
import type { Delivery } from '../core/ports.ts';
import { type RaiseAlertPorts, type Raised, raiseAlert } from './raise-alert.ts';

/**
 * Raises the alerts of one EventBridge event: one, or where it carries several findings, each. One that fails holds up none
 * of the others; its error is thrown at the end, and then the message must come again: what was done is not done twice.
 */
export async function raiseEach(
  ports: RaiseAlertPorts,
  envelope: unknown,
  delivery: Delivery,
): Promise<readonly Raised[]> {
  const raised: Raised[] = [];
  const failures: unknown[] = [];
  for (const event of separated(envelope)) {
    try {
      raised.push(await raiseAlert(ports, event, delivery));
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return raised;
}
