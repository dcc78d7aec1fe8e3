import { tendAttestations } from '../flows/tend-attestations.ts';
import { defineChore } from '../listeners/chore.ts';

/** Closes questions to custodians whose deadlines have passed, and tells what could not be told. */
export default defineChore({
  every: 1,
  async run(services) {
    await tendAttestations(services);
  },
});
