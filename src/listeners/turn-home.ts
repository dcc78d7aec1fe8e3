import type { Press } from './action.ts';
import { publishHome } from './home.ts';
import type { DoorServices } from './services.ts';

/** Shows another page of Home to the person who asked for it; the value is its number. */
export async function turnHome({ user, value }: Press, services: DoorServices): Promise<undefined> {
  await publishHome(user, services, Number(value));
  return undefined;
}
