/** `npm run bench [-- --rounds N] [-- --full]`: the alert path's cold start, then sweeps of organizations. */
await import('./cold-start.mjs');
await import('./sweep.mjs');
