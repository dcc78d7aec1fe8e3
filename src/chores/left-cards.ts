import { pointFromLeft } from '../flows/point-from-left.ts';
import { defineChore } from '../listeners/chore.ts';

/** A card that was left behind in a channel that took no edits points to the one that goes on, once the channel is back. */
export default defineChore({ every: 10, run: (services) => pointFromLeft(services) });
