/** `npm run bench [-- --rounds N] [-- --quick]`: the alert path's cold start, then sweeps of organizations, then what is read of stored accounts. */
await import('./cold-start.mjs');
await import('./sweep.mjs');
await import('./stored.mjs');
