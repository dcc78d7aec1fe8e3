import { defineChore } from '../listeners/chore.ts';

/** Sends one heartbeat the way of an alert; `/rootguard check` says when the last one came, and an alarm when none does. */
export default defineChore({ every: 15, run: ({ beat }) => beat() });
