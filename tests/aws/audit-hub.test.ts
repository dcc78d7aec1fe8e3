import { healthyGuard } from '../../sandbox/aws/guard-state.ts';
import { hubContract } from '../contracts/hub.ts';
import { hub, useLocalAws } from '../sandbox/aws/local-aws-fixture.ts';
import { useAwsEnvironment } from './aws-environment.ts';

const fixture = useLocalAws({ ruleName: 'rootguard-root-events' });
useAwsEnvironment(fixture);

hubContract('local AWS', async () => ({
  install: async (change) => {
    fixture.aws.setGuard({ ...healthyGuard, ...change });
    return {
      organization: 'o-exampleorgid',
      alarmTopic: `arn:aws:sns:us-east-1:${hub}:rootguard-own-alarms`,
    };
  },
  clock: () => fixture.clock.now(),
}));
