import { findingEvent } from '../../src/core/example-guard.ts';
import { raiseAlerts } from '../../src/flows/raise-alerts.ts';
import { alertPath } from '../support/alert-path.ts';
import { type Deployment, startDeployment } from '../support/deployment.ts';

let deployment: Deployment;

beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const control = (id: string, state = 'ACTIVE') => ({
  Id: `finding-${id}`,
  AwsAccountId: '444455556666',
  UpdatedAt: '2026-11-23T05:02:11Z',
  RecordState: state,
  Compliance: { Status: 'FAILED', SecurityControlId: id },
});
const several = findingEvent('aws.securityhub', 'Security Hub Findings - Imported', {
  findings: [control('IAM.4', 'ARCHIVED'), control('IAM.6'), control('S3.1'), control('IAM.9')],
});
const delivery = { messageId: 'message', redelivered: false, receives: 1 };
const texts = () => deployment.slack.messages('C0ALERTS').map(({ text }) => text);

test('an event with several findings raises the alert of each that is about root', async () => {
  const { ports } = alertPath(deployment);
  expect(await raiseAlerts(ports, [{ body: several, delivery }])).toEqual(['posted']);
  expect(texts()).toEqual([expect.stringContaining('IAM.6'), expect.stringContaining('IAM.9')]);
});

test('one that fails holds up none of the others, and is told when the event comes again', async () => {
  const { ports } = alertPath(deployment);
  deployment.slack.setFaults([{ method: 'chat.postMessage', status: 503, times: 1 }]);
  expect(await raiseAlerts(ports, [{ body: several, delivery }])).toEqual([
    { failed: expect.objectContaining({ code: 'http_503' }) },
  ]);
  expect(texts()).toEqual([expect.stringContaining('IAM.9')]);
  await raiseAlerts(ports, [{ body: several, delivery: { ...delivery, redelivered: true, receives: 2 } }]);
  expect(texts()).toEqual([expect.stringContaining('IAM.9'), expect.stringContaining('IAM.6')]);
});
