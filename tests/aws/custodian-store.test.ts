import { custodianContract } from '../contracts/custodians.ts';
import { leanStore, sdkStore } from '../support/stores.ts';

custodianContract('its own transport', leanStore);
custodianContract('the AWS SDK', sdkStore);
