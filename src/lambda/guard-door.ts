import type { SecretSource } from '../aws/secrets.ts';
import type { Clock, Logger } from '../core/ports.ts';
import { isSignedWith, readClaim } from './signature.ts';

/** Whether Slack sent this API Gateway event. Throws only if the secrets were never read yet and cannot be. */
export type DoorGuard = (event: unknown) => Promise<boolean>;

/**
 * Guards the door before Bolt sees a request, with two rules that Bolt does not have: nothing from the future, and a
 * signing secret that was rotated is fetched again before a request is refused. Forged requests cannot make us ask for
 * it at will: `secrets.refresh` asks twice a minute at most. Bolt then checks the signature once more.
 */
export function createDoorGuard(options: {
  readonly secrets: SecretSource;
  readonly clock: Clock;
  readonly logger: Logger;
}): DoorGuard {
  const { secrets, clock, logger } = options;
  const newSecret = async () => {
    try {
      return (await secrets.refresh()).signingSecret;
    } catch (error) {
      logger.warn('secrets-not-refreshed', { error: String(error) });
      return undefined;
    }
  };
  const refuse = (reason: Refusal) => {
    logger.warn('request-refused', { reason, cure: cures[reason] });
    return false;
  };

  return async (event) => {
    const claim = readClaim(event, clock());
    if (typeof claim === 'string') return refuse(claim);
    const { signingSecret } = await secrets.get();
    if (isSignedWith(signingSecret, claim)) return true;
    const renewed = await newSecret();
    return (renewed !== undefined && isSignedWith(renewed, claim)) || refuse('forged');
  };
}

const cures = {
  unsigned: 'None needed: Slack signs its requests, and this one is not signed.',
  stale: 'None needed, unless Slack sent it: then the clocks are more than five minutes apart.',
  forged:
    'None needed, unless Slack sent it: then the signing secret is that of another app. Copy it from "Basic Information" of this one.',
} as const;

type Refusal = keyof typeof cures;
