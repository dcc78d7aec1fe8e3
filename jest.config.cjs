const longRuns = require('./tests/support/long-runs.cjs');

/** swc strips the types (TypeScript 7 has no compiler API for ts-jest); `tsc --noEmit` checks them in `npm test`. */
module.exports = {
  testEnvironment: '<rootDir>/tests/support/environment.cjs',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  // `npm test` alone leaves them out, `npm run test:long` runs nothing else; with a filter, whatever it names is run.
  ...(process.env.ROOTGUARD_RUNS === 'short' && {
    testPathIgnorePatterns: ['/node_modules/', ...longRuns.map((path) => `/tests/${path}`)],
  }),
  testSequencer: '<rootDir>/tests/support/sequencer.cjs',
  globalSetup: '<rootDir>/tests/global-setup.cjs',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
  coverageProvider: 'v8',
  // More than the two cores of the smallest CI machine: some suites wait (for a slow account, a retry, a process), others then work.
  maxWorkers: 4,
  // What hangs is found all the same; a busy machine must fail nothing.
  testTimeout: 120_000,
};
