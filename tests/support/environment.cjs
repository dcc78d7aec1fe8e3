/**
 * Jest's own environment for Node, and the end of what Jest leaves behind: each file's jest-circus runs its tests in an
 * AsyncLocalStorage and never disables it. Before Node 24 every one that was ever used is visited at the birth of every promise
 * and socket of the worker, so that the hundredth file would pay a hundred times for them.
 */
const asyncHooks = require('node:async_hooks');
const { TestEnvironment } = require('jest-environment-node');

const { AsyncLocalStorage } = asyncHooks;

module.exports = class extends TestEnvironment {
  /** Those that this file made. */
  storages = [];

  async setup() {
    const { storages } = this;
    asyncHooks.AsyncLocalStorage = class extends AsyncLocalStorage {
      constructor(...options) {
        super(...options);
        storages.push(this);
      }
    };
    await super.setup();
  }

  async teardown() {
    asyncHooks.AsyncLocalStorage = AsyncLocalStorage;
    for (const storage of this.storages.splice(0)) storage.disable();
    await super.teardown();
  }
};
