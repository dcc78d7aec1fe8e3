import { findingEvent } from '../../src/core/example-guard.ts';
import { alertPath } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';

let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const ofSecurityHub = (id: string, updatedAt: string) =>
  findingEvent('aws.securityhub', 'Security Hub Findings - Imported', {
    findings: [
      {
        Id: id,
        AwsAccountId: '444455556666',
        UpdatedAt: updatedAt,
        RecordState: 'ACTIVE',
        Compliance: { Status: 'FAILED', SecurityControlId: 'IAM.6' },
      },
    ],
  });
const cards = () =>
  deployment.slack.messages('C0ALERTS').filter(({ thread_ts: of, ts }) => of === undefined || of === ts);

test('an update of a finding of Security Hub is a line of its incident, and no card of its own', async () => {
  const { ports, raise } = alertPath(deployment);
  await raise(ofSecurityHub('finding-1', '2026-11-23T05:02:11Z'));
  // Security Hub looks again within a day, or once a day: hours after a session would be over.
  await raise(ofSecurityHub('finding-1', '2026-11-23T17:02:11Z'));
  const updates = ofSecurityHub('finding-1', '2026-11-23T18:02:11Z');
  await raise(updates);
  await raise(updates, true);
  expect(cards()).toHaveLength(1);
  const [incident] = await ports.store.listOpen(10);
  expect(incident?.tally.findings).toBe(3);
});

test('another finding of the same control is an incident of its own', async () => {
  const { ports, raise } = alertPath(deployment);
  await raise(ofSecurityHub('finding-1', '2026-11-23T05:02:11Z'));
  await raise(ofSecurityHub('finding-2', '2026-11-23T05:02:11Z'));
  expect(cards()).toHaveLength(2);
  expect(await ports.store.listOpen(10)).toHaveLength(2);
});
