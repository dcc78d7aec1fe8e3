import { hubContract } from '../contracts/hub.ts';
import { installHub } from './install-hub.ts';
import { describeWithMoto, useMoto } from './moto-server.ts';

/** The hub's rules, queues, bus, functions and metrics, made by AWS's own calls in an AWS that others wrote. */
describeWithMoto('moto', () => {
  const moto = useMoto();

  hubContract('moto', async () => ({
    install: (change) => installHub(moto.endpoint, change),
    clock: Date.now,
  }));
});
