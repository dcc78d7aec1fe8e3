import { askAboutOpen } from '../flows/ask-about-open.ts';
import { defineChore } from '../listeners/chore.ts';

/** Custodians are asked about root use that nobody has explained. */
export default defineChore({ every: 1, run: (services) => askAboutOpen(services) });
