import { planContract } from '../contracts/plans.ts';
import { leanStore, sdkStore } from '../support/stores.ts';

planContract('its own transport', leanStore);
planContract('the AWS SDK', sdkStore);
