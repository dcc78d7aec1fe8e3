/**
 * Suites that take long by themselves: whole organizations swept, hundreds of schedules of faults, a process for every case. They
 * need nothing but npm, as the others, and are run by `npm run test:long` and by every CI run; without them `npm test` stays under
 * three minutes on two cores. The beginnings of paths below tests/.
 */
module.exports = [
  'cli/doctor.test.ts',
  'doors/home-scale.test.ts',
  'e2e/large-sweep.test.ts',
  'e2e/sweep.test.ts',
  'e2e/weekly-digest.test.ts',
  'faults/campaign.test.ts',
  'faults/storm.test.ts',
];
