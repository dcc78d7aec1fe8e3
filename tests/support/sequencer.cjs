/**
 * Begins with the files that take longest: those that drive a whole sandbox. Jest knows that only from a run before, and a fresh
 * clone has none: there it goes by size, and a minute of sweeps would begin when all else is done, on one core of two.
 */
const { sep } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

const longest = [
  'e2e/sweep',
  'e2e/large-sweep',
  'e2e/',
  'listeners/',
  'faults/',
  'cli/doctor',
  'doors/',
  'language/',
];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = longest.findIndex((name) => path.split(sep).join('/').includes(`/tests/${name}`));
      return place < 0 ? longest.length : place;
    };
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
