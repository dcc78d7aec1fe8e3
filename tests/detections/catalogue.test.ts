import { detections } from '../../src/detections/index.generated.ts';

/** Every row of the catalogue of root events, and the detections that cover it. Silence is an example of another detection. */
const catalogue: Readonly<Record<string, readonly string[]>> = {
  'A1 sign-in with MFA': ['root-sign-in'],
  'A2 sign-in without MFA': ['root-sign-in-without-mfa'],
  'A3 failed sign-in': ['root-sign-in-failed'],
  'A4 failed at the MFA step': ['root-sign-in-failed-at-mfa'],
  'A6 password recovery asked for': ['root-password-recovery-requested'],
  'A7 password recovery done': ['root-password-recovery-completed'],
  'A8 password changed': ['root-password-changed'],
  'A9 e-mail changed': ['root-email-changed'],
  'A10 console federation': ['root-console-federation'],
  'A11 command line sign-in': ['root-cli-sign-in'],
  'A12 odd directory logins': ['root-call-denied'],
  'A13 sign-in anomaly': ['sign-in-anomaly'],
  'C1 any other change': ['root-call'],
  'C2 reads': ['root-read'],
  'C3 long-term key': ['root-long-term-key-used'],
  'C4 denied calls': ['root-call-denied'],
  'C5 console actions': ['root-console-action'],
  'B11 sessions of GetFederationToken': ['root-federated-session'],
  'D1 AssumeRoot': ['assume-root'],
  'D2 what such a session does': ['assumed-root-call', 'root-login-profile-changed'],
  'D3 central root access': ['central-root-access-changed'],
  'D4 delegated administrators': ['root-delegated-administrator'],
  'E1 primary e-mail': ['primary-email-changed'],
  'E2 alternate contacts': ['alternate-contact-changed'],
  'E3 contact information': ['contact-information-changed'],
  'E4 account name': ['account-name-changed'],
  'E5 Regions': ['region-changed'],
  'E6 account closed': ['account-closed'],
  'E7 organization left': ['organization-left'],
  'E8 organization policies': ['organization-policy-weakened'],
  'F1 trail stopped': ['trail-stopped'],
  'F2 trail changed': ['trail-changed'],
  'F3 event selectors': ['event-selectors-weakened'],
  'F4 own rule disabled': ['guard-rule-disabled'],
  'F5 own rule changed': ['guard-rule-disabled', 'guard-rule-changed'],
  'F6 own bus': ['guard-bus-changed'],
  'F7 own functions': ['guard-function-changed'],
  'F8 own secrets, tables, queues, logs, stack': [
    'guard-secret-changed',
    'guard-store-changed',
    'guard-stack-changed',
  ],
  'F8 own roles and keys': ['guard-role-changed', 'guard-key-changed'],
  'F9 the services that report on root': ['finding-service-weakened'],
  'G1 GuardDuty: root used': ['guardduty-root-usage'],
  'G2 GuardDuty: logging off': ['guardduty-logging-disabled'],
  'G3 Security Hub': ['security-hub-root'],
  'G4 Config': ['config-root'],
  'G5 Trusted Advisor': ['trusted-advisor-root-mfa'],
  'G6 exposed key': ['exposed-key'],
  'G7 alarms on the use of root': ['root-usage-alarm'],
};

test.each(Object.entries(catalogue))('%s is covered', (_, ids) => {
  for (const id of ids) {
    const raised = detections[id]?.examples().filter(({ raises }) => raises !== 'nothing');
    expect(raised?.length ?? 0).toBeGreaterThan(0);
  }
});

test('every detection is about something that the catalogues name', () => {
  const named = new Set(Object.values(catalogue).flat());
  const others = Object.keys(detections).filter((id) => !named.has(id));
  // The rows of section B have a table of their own: catalogue-b.test.ts.
  expect(
    others.filter(
      (id) =>
        !/^root-(access-key|minted|mfa|password|signing|login-profile|session-token|federation-token|cloudfront)/.test(
          id,
        ),
    ),
  ).toEqual([]);
});
