/** swc strips the types (TypeScript 7 has no compiler API for ts-jest); `tsc --noEmit` checks them in `npm test`. */
module.exports = {
  testEnvironment: '<rootDir>/tests/support/environment.cjs',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
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
  // Sandboxes start servers and worker threads; two at once is what the smallest CI machine carries.
  // Suites with sandboxes mostly wait for the second between two writes to Slack, so that more of them than cores run at once.
  maxWorkers: 4,
  // What hangs is found all the same; a busy machine must fail nothing.
  testTimeout: 120_000,
};
