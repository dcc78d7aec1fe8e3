import { parseEnvelope } from '../../src/core/envelope.ts';
import { findingEvent } from '../../src/core/example-guard.ts';
import { separated } from '../../src/core/finding-event.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { RootEvent } from '../../src/core/root-event.ts';
import { detect } from '../../src/flows/detect.ts';

const member = '444455556666';
const updatedAt = '2026-11-23T05:02:11Z';
const usage = 'Policy:IAMUser/RootCredentialUsage';

describe('GuardDuty', () => {
  const finding = (change: JsonObject = {}) =>
    findingEvent('aws.guardduty', 'GuardDuty Finding', {
      id: 'finding-1',
      type: usage,
      accountId: member,
      updatedAt,
      resource: { accessKeyDetails: { userType: 'Root', userName: 'Root', accessKeyId: 'ASIAEXAMPLE' } },
      service: {
        action: {
          awsApiCallAction: { callerType: 'Remote IP', remoteIpDetails: { ipAddressV4: '198.51.100.7' } },
        },
      },
      ...change,
    });

  test('says who, from where, when and in which account', () => {
    expect(read(finding())).toMatchObject({
      kind: 'finding',
      account: member,
      name: usage,
      source: 'aws.guardduty',
      time: Date.parse(updatedAt),
      sourceIp: '198.51.100.7',
      actor: { type: 'Root', accessKeyId: 'ASIAEXAMPLE' },
    });
    expect(verdicts(finding())).toEqual(['medium guardduty-root-usage']);
  });

  test('that sends the same again is heard once, and what changed is heard again', () => {
    expect(read({ ...finding(), id: 'another envelope', time: '2026-11-23T06:00:00Z' }).id).toBe(
      read(finding()).id,
    );
    expect(read(finding({ updatedAt: '2026-11-23T11:02:11Z' })).id).not.toBe(read(finding()).id);
  });

  const by = (awsApiCallAction: JsonObject) => finding({ service: { action: { awsApiCallAction } } });

  test.each([
    ['an address', { callerType: 'Remote IP', remoteIpDetails: { ipAddressV4: '198.51.100.7' } }],
    ['the console', { callerType: 'Domain', domainDetails: { domain: 'signin.amazonaws.com' } }],
    [
      'a domain that is not AWS',
      { callerType: 'Domain', domainDetails: { domain: 'amazonaws.com.example.com' } },
    ],
    ['nobody knows where', {}],
  ])('tells of a use of root from %s', (_, call) => {
    expect(verdicts(by(call))).toEqual(['medium guardduty-root-usage']);
  });

  test.each([
    ['Domain', { callerType: 'Domain', domainDetails: { domain: 'elasticloadbalancing.amazonaws.com' } }],
    ['AWSService', { callerType: 'AWSService' }],
  ])('is silent about an AWS service that used root, called %s', (_, call) => {
    expect(verdicts(by(call))).toEqual([]);
  });

  test('about root, of a kind that no detection claims, is no call that AWS refused', () => {
    expect(verdicts(finding({ type: 'Recon:IAMUser/UserPermissions' }))).toEqual([]);
  });

  test('saw the trail being stopped', () => {
    expect(verdicts(finding({ type: 'Stealth:IAMUser/CloudTrailLoggingDisabled' }))).toEqual([
      'high guardduty-logging-disabled',
    ]);
  });

  test('about something else, in silence', () => {
    const resource = { accessKeyDetails: { userType: 'IAMUser', userName: 'root' } };
    expect(verdicts(finding({ type: 'Recon:IAMUser/UserPermissions', resource }))).toEqual([]);
  });

  test.each([
    ['no account', { accountId: undefined }],
    ['a redacted account', { accountId: '...' }],
    ['an account that is a number', { accountId: 444455556666 }],
  ])('with %s is put down to the account that sent it', (_, change) => {
    expect(read(finding(change)).account).toBe('111122223333');
    expect(verdicts(finding(change))).toEqual(['medium guardduty-root-usage']);
  });

  test.each([
    ['no time', { updatedAt: undefined }],
    ['a redacted time', { updatedAt: '...' }],
  ])('with %s is of the time when it was sent', (_, change) => {
    expect(read({ ...finding(change), time: '2026-11-23T06:00:00Z' }).time).toBe(
      Date.parse('2026-11-23T06:00:00Z'),
    );
  });

  test('that tells neither, nor does its envelope, is unreadable by name', () => {
    expect(parseEnvelope({ ...finding({ accountId: '' }), account: 'none' })).toEqual({
      ok: false,
      reason: 'no-account',
    });
    expect(parseEnvelope({ ...finding({ updatedAt: '' }), time: 'none' })).toEqual({
      ok: false,
      reason: 'no-event-time',
    });
  });
});

describe('Security Hub', () => {
  const control = (id: string, status = 'FAILED', change: JsonObject = {}) => ({
    Id: `finding-${id}`,
    AwsAccountId: member,
    UpdatedAt: updatedAt,
    RecordState: 'ACTIVE',
    Compliance: { Status: status, SecurityControlId: id },
    ...change,
  });
  const imported = (findings: unknown) =>
    findingEvent('aws.securityhub', 'Security Hub Findings - Imported', { findings });

  test.each(['IAM.4', 'IAM.6', 'IAM.9', 'IAM.20', 'CloudWatch.1'])('%s fails', (id) => {
    expect(read(imported([control(id)]))).toMatchObject({ account: member, name: id });
    expect(verdicts(imported([control(id)]))).toEqual(['medium security-hub-root']);
  });

  test('of a list, the first that fails about root speaks', () => {
    const list = [control('S3.1'), control('IAM.4', 'PASSED'), control('IAM.6'), control('IAM.9')];
    expect(read(imported(list)).name).toBe('IAM.6');
  });

  test('an archived finding at the head of a list hides no active one behind it', () => {
    const list = [control('IAM.4', 'FAILED', { RecordState: 'ARCHIVED' }), control('IAM.6')];
    expect(read(imported(list)).name).toBe('IAM.6');
    expect(verdicts(imported(list))).toEqual(['medium security-hub-root']);
  });

  test('a list of several is parted, so that each is judged', () => {
    const list = [control('IAM.4'), control('S3.1'), control('IAM.6', 'PASSED'), control('IAM.9')];
    const parts = separated(imported(list)) as JsonObject[];
    expect(parts.map((part) => read(part).name)).toEqual(['IAM.4', 'S3.1', 'IAM.6', 'IAM.9']);
    expect(parts.flatMap(verdicts)).toEqual(['medium security-hub-root', 'medium security-hub-root']);
    expect(new Set(parts.map((part) => read(part).id)).size).toBe(4);
  });

  test.each([
    ['one finding', imported([control('IAM.4')])],
    ['no finding', imported([])],
    ['no list', imported('IAM.4')],
    ['another kind of event', findingEvent('aws.example', 'Something Else', { findings: [1, 2] })],
    ['no event', 7],
  ])('%s is left in one piece', (_, envelope) => {
    expect(separated(envelope)).toEqual([envelope]);
  });

  test.each([
    ['1.1', 'CloudWatch.1'],
    ['1.12', 'IAM.4'],
    ['1.13', 'IAM.9'],
    ['1.14', 'IAM.6'],
    ['3.3', 'CloudWatch.1'],
  ])('the number %s of CIS 1.2 is %s', (number, id) => {
    const GeneratorId = `arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/${number}`;
    const event = imported([control('', 'FAILED', { GeneratorId, Compliance: { Status: 'FAILED' } })]);
    expect(read(event).name).toBe(id);
    expect(verdicts(event)).toEqual(['medium security-hub-root']);
  });

  test.each([
    ['a number that only begins alike', 'cis-aws-foundations-benchmark/v/1.2.0/rule/1.121'],
    ['the number of another control', 'cis-aws-foundations-benchmark/v/1.2.0/rule/1.2'],
    ['the number in another standard', 'nist-800-53/v/5.0.0/rule/1.12'],
  ])('%s is somebody else’s', (_, GeneratorId) => {
    expect(
      verdicts(imported([control('', 'FAILED', { GeneratorId, Compliance: { Status: 'FAILED' } })])),
    ).toEqual([]);
  });

  test('an older finding names its control at the end of its generator', () => {
    const GeneratorId = 'aws-foundational-security-best-practices/v/1.0.0/IAM.4';
    expect(
      verdicts(imported([control('', 'FAILED', { GeneratorId, Compliance: { Status: 'FAILED' } })])),
    ).toEqual(['medium security-hub-root']);
  });

  test.each([
    ['a control that passes', [control('IAM.4', 'PASSED')]],
    ['a finding that was archived', [control('IAM.4', 'FAILED', { RecordState: 'ARCHIVED' })]],
    ['a control about something else', [control('S3.1')]],
    ['an empty list', []],
    ['no list', 'IAM.4'],
    ['a list of nothing', [null, 7, 'IAM.4']],
  ])('%s, in silence', (_, findings) => {
    expect(verdicts(imported(findings))).toEqual([]);
  });
});

describe('the new Security Hub', () => {
  const ocsf = (change: JsonObject = {}) => ({
    class_uid: 2003,
    activity_id: 2,
    status_id: 1,
    cloud: { account: { uid: member } },
    finding_info: { uid: 'finding-1', modified_time_dt: updatedAt },
    compliance: { control: 'IAM.6', status: 'Fail', status_id: 3 },
    ...change,
  });
  const imported = (...findings: readonly unknown[]) =>
    findingEvent('aws.securityhub', 'Findings Imported V2', { findings });

  test('says which control, when and in which account', () => {
    expect(read(imported(ocsf()))).toMatchObject({
      id: `finding-1 ${updatedAt}`,
      name: 'IAM.6',
      account: member,
      time: Date.parse(updatedAt),
      outcome: 'failure',
    });
  });

  test.each([
    ['by word and number', {}],
    ['by number alone', { compliance: { control: 'IAM.6', status_id: 3 } }],
    ['by word alone', { compliance: { control: 'IAM.6', status: 'FAILED' } }],
    ['that somebody suppressed', { status_id: 3 }],
  ])('tells of a control that fails %s', (_, change) => {
    expect(verdicts(imported(ocsf(change)))).toEqual(['medium security-hub-root']);
  });

  test.each([
    ['a control that passes', { compliance: { control: 'IAM.6', status: 'Pass', status_id: 1 } }],
    ['a resolved finding', { status_id: 4 }],
    ['an archived finding', { status_id: 5 }],
    ['a closed finding', { activity_id: 3 }],
    ['another control', { compliance: { control: 'S3.1', status: 'Fail', status_id: 3 } }],
    ['a finding of another class', { compliance: undefined, class_uid: 2004 }],
  ])('%s, in silence', (_, change) => {
    expect(verdicts(imported(ocsf(change)))).toEqual([]);
  });

  test('parts a list, too', () => {
    expect(separated(imported(ocsf(), ocsf({ finding_info: { uid: 'finding-2' } })))).toHaveLength(2);
  });
});

describe('the other services', () => {
  const config = (configRuleName: string, complianceType: string) =>
    findingEvent('aws.config', 'Config Rules Compliance Change', {
      awsAccountId: member,
      configRuleName,
      configRuleARN: 'arn:aws:config:us-east-1:444455556666:config-rule/config-rule-1a2b',
      newEvaluationResult: { complianceType, resultRecordedTime: updatedAt },
    });
  const advisor = (status: string) =>
    findingEvent('aws.trustedadvisor', 'Trusted Advisor Check Item Refresh Notification', {
      'check-name': 'MFA on Root Account',
      status,
      uuid: 'check-1',
    });
  const health = (detailType: string, eventTypeCode: string) =>
    findingEvent('aws.health', detailType, {
      eventArn: 'arn:aws:health:us-east-1::event/RISK/1',
      eventTypeCode,
      affectedAccount: member,
      affectedEntities: [{ entityValue: 'AKIAIOSFODNN7EXAMPLE' }],
    });
  const anomaly = (detail: JsonObject) => findingEvent('aws.signin', 'Sign-in Anomaly Alert', detail);

  const told: readonly (readonly [string, JsonObject, string])[] = [
    ['G4 root has no MFA', config('root-account-mfa-enabled', 'NON_COMPLIANT'), 'medium config-root'],
    [
      'G4 no hardware MFA, by a rule of Security Hub',
      config('securityhub-root-account-hardware-mfa-enabled-1a2b', 'NON_COMPLIANT'),
      'medium config-root',
    ],
    ['G4 root has a key', config('iam-root-access-key-check', 'NON_COMPLIANT'), 'medium config-root'],
    ['G5 the check is red', advisor('ERROR'), 'medium trusted-advisor-root-mfa'],
    [
      'G6 a key is public',
      health('AWS Health Event', 'AWS_RISK_CREDENTIALS_EXPOSED'),
      'critical exposed-key',
    ],
    [
      'G6 a key is public, as abuse',
      health('AWS Health Abuse Event', 'AWS_RISK_CREDENTIALS_EXPOSED'),
      'critical exposed-key',
    ],
    ['A13 root signed in oddly', anomaly({ userIdentity: { type: 'Root' } }), 'high sign-in-anomaly'],
    ['A13 somebody signed in oddly', anomaly({}), 'high sign-in-anomaly'],
    [
      'E5 a Region reports itself',
      findingEvent('aws.account', 'Region Opt-In Status Change', { accountId: member, status: 'ENABLED' }),
      'medium region-changed',
    ],
  ];

  test.each(told)('%s', (_, envelope, expected) => {
    expect(verdicts(envelope)).toEqual([expected]);
  });

  const silent: readonly (readonly [string, JsonObject])[] = [
    ['a rule is met', config('root-account-mfa-enabled', 'COMPLIANT')],
    ['root has no credentials at all', config('root-account-mfa-enabled', 'NOT_APPLICABLE')],
    ['another rule', config('s3-bucket-public-read-prohibited', 'NON_COMPLIANT')],
    ['the check is green', advisor('OK')],
    ['maintenance', health('AWS Health Event', 'AWS_EC2_MAINTENANCE_SCHEDULED')],
    ['an IAM user signed in oddly', anomaly({ userIdentity: { type: 'IAMUser' } })],
  ];

  test.each([
    ['a Region reports itself', 'aws.account', 'Region Opt-In Status Change', 'success'],
    ['GuardDuty saw something', 'aws.guardduty', 'GuardDuty Finding', 'success'],
    ['AWS Health speaks', 'aws.health', 'AWS Health Event', 'success'],
  ])('%s: it did happen, and nothing failed', (_, source, detailType, outcome) => {
    expect(read(findingEvent(source, detailType, { accountId: member })).outcome).toBe(outcome);
  });

  test.each(silent)('%s, in silence', (_, envelope) => {
    expect(verdicts(envelope)).toEqual([]);
  });

  test('a leaked key is named, and belongs to the account that it was found for', () => {
    expect(read(health('AWS Health Event', 'AWS_RISK_CREDENTIALS_EXPOSED'))).toMatchObject({
      account: member,
      actor: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    });
  });
});

const kinds = [
  ['aws.guardduty', 'GuardDuty Finding'],
  ['aws.securityhub', 'Security Hub Findings - Imported'],
  ['aws.securityhub', 'Findings Imported V2'],
  ['aws.config', 'Config Rules Compliance Change'],
  ['aws.trustedadvisor', 'Trusted Advisor Check Item Refresh Notification'],
  ['aws.health', 'AWS Health Event'],
] as const;

test.each(kinds)('%s: a "%s" that says nothing is read, and is nobody’s business', (source, detailType) => {
  expect(verdicts(findingEvent(source, detailType, {}))).toEqual([]);
});

function read(envelope: JsonObject): RootEvent {
  const parsed = parseEnvelope(envelope);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

function verdicts(envelope: JsonObject): readonly string[] {
  const event = read(envelope);
  return detect(event, event.time).map(({ severity, detection }) => `${severity} ${detection}`);
}
