import { guardNamed, ownNames } from '../../src/core/guard.ts';

const guard = guardNamed('rootguard');

describe('what belongs to RootGuard is told by its name', () => {
  test.each([
    'rootguard',
    'RootGuard',
    'rootguard-root-events',
    'rootguard_table',
    '/rootguard/slack/bot-token',
    '/aws/lambda/rootguard-events',
    'https://sqs.us-east-1.amazonaws.com/111122223333/rootguard-ingest',
    'arn:aws:events:us-east-1:111122223333:rule/rootguard-root-events',
    'arn:aws:events:us-east-1:111122223333:rule/rootguard/rootguard-member-events',
    'arn:aws:lambda:us-east-1:111122223333:function:rootguard-events:live',
    'arn:aws:sqs:us-east-1:111122223333:rootguard-ingest',
    'arn:aws:secretsmanager:us-east-1:111122223333:secret:rootguard/slack-AbCdEf',
    'arn:aws:cloudformation:us-east-1:111122223333:stack/rootguard/1a2b',
    'arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/rootguard',
    'arn:aws:iam::111122223333:role/rootguard-worker',
  ])('%s is its own', (name) => {
    expect(guard.owns(name)).toBe(true);
  });

  test.each([
    '',
    'orders',
    'rootguardian',
    'my-rootguard',
    'not/rootguardish',
    'arn:',
    'arn:aws:events:us-east-1:111122223333:rule/nightly-report',
    'arn:aws:events:us-east-1:111122223333:rule/not-rootguard',
  ])('%s is not', (name) => {
    expect(guard.owns(name)).toBe(false);
  });

  test.each([
    'arn:aws:sts::111122223333:assumed-role/rootguard-worker/session',
    'arn:aws:sts::111122223333:federated-user/rootguard',
    'arn:aws-us-gov:sts::111122223333:assumed-role/rootguard-worker/session',
    'arn:aws:iam::111122223333:user/rootguard-deployer',
  ])('%s is somebody who calls, and nothing that is guarded', (caller) => {
    expect(guard.owns(caller)).toBe(false);
  });
});

test('another prefix guards other names', () => {
  expect(guardNamed('Acme').owns('acme-root-events')).toBe(true);
  expect(guardNamed('Acme').owns('rootguard-root-events')).toBe(false);
});

describe('what an installation calls its own', () => {
  const key = '0f3a1c5e-0000-4000-8000-00000000000c';
  const installed = guardNamed(
    ...ownNames,
    'sentinel',
    '/slack',
    '/acme/guard',
    `arn:aws:kms:us-east-1:111122223333:key/${key}`,
    '',
    ' ',
  );

  test.each([
    'rootguard-events',
    'RootGuardAudit',
    'arn:aws:iam::111122223333:role/rootguard/RootGuardAudit',
    'sentinel',
    'sentinel-EventsRole-1A2B',
    'arn:aws:cloudformation:us-east-1:111122223333:stack/sentinel/1a2b',
    '/slack',
    '/slack/bot-token',
    '/ACME/guard/bot-token',
    'arn:aws:ssm:us-east-1:111122223333:parameter/acme/guard/bot-token',
    'arn:aws:ssm:us-east-1:111122223333:parameter/slack/bot-token',
    key,
    `arn:aws:kms:us-east-1:111122223333:key/${key}`,
  ])('%s', (name) => {
    expect(installed.owns(name)).toBe(true);
  });

  test.each([
    '',
    'slack',
    'slack-notifier',
    '/slackers/token',
    '/other/slack/bot-token',
    '/acme/guardian',
    '/acme',
    'arn:aws:ssm:us-east-1:111122223333:parameter/acme/other',
    'sentinels',
    '0f3a1c5e-0000-4000-8000-00000000000d',
  ])('%j is not', (name) => {
    expect(installed.owns(name)).toBe(false);
  });
});
