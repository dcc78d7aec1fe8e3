import { denied, healthyGuard, known } from '../core/example-facts.ts';
import type { Fact } from '../core/fact.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

export default defineCheck({
  scope: 'guard',
  title: { en: "RootGuard's table can be restored", ko: 'RootGuard 테이블의 복구 가능성' },
  severity: 'low',
  needs: ['tableSafety'],
  judge,
  remedy: {
    en: [
      'Deploy the stack `rootguard` again: it switches both on.',
      'Backups on the command line: `aws dynamodb update-continuous-backups --region us-east-1 --table-name TABLE --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`.',
      'Expiry: `aws dynamodb update-time-to-live --region us-east-1 --table-name TABLE --time-to-live-specification Enabled=true,AttributeName=ttl`.',
    ],
    ko: [
      '`rootguard` 스택을 다시 배포하면 둘 다 켜집니다.',
      '백업은 명령줄에서 `aws dynamodb update-continuous-backups --region us-east-1 --table-name TABLE --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`를 실행합니다.',
      '만료는 `aws dynamodb update-time-to-live --region us-east-1 --table-name TABLE --time-to-live-specification Enabled=true,AttributeName=ttl`을 실행합니다.',
    ],
  },
  guide: 'trail',
  mappings: {
    'Security Hub': 'DynamoDB.2',
    Config: 'dynamodb-pitr-enabled',
    Prowler: 'dynamodb_tables_pitr_enabled',
    'KISA ISMS-P': '2.9.3',
  },
  examples: () => [
    { name: 'both are on', facts: healthyGuard(), gives: 'pass' },
    { name: 'no backups', facts: table(known(false), known(true)), gives: 'warn' },
    { name: 'nothing is ever forgotten', facts: table(known(true), known(false)), gives: 'warn' },
    {
      name: 'AWS denies the look at backups',
      facts: table(denied('dynamodb:DescribeContinuousBackups'), known(true)),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the look at expiry, and there are no backups',
      facts: table(known(false), denied('dynamodb:DescribeTimeToLive')),
      gives: 'warn',
    },
    {
      name: 'AWS does not answer',
      facts: healthyGuard({ tableSafety: denied('sts:GetCallerIdentity') }),
      gives: 'unknown',
    },
  ],
});

function table(recoverable: Fact<boolean>, forgets: Fact<boolean>): GuardFacts {
  return healthyGuard({ tableSafety: known({ recoverable, forgets }) });
}

function judge({ tableSafety }: Pick<GuardFacts, 'tableSafety'>): Verdict {
  if (!tableSafety.known) return unknown(tableSafety);
  const { recoverable, forgets } = tableSafety.value;
  if (recoverable.known && !recoverable.value)
    return verdict(
      'warn',
      'Point-in-time recovery is off: alerts and evidence that somebody deletes are gone.',
      '지정 시간 복구가 꺼져 있습니다. 누군가 알림과 증거를 지우면 되돌릴 수 없습니다.',
    );
  if (forgets.known && !forgets.value)
    return verdict(
      'warn',
      'The table does not delete what has expired: old alerts stay for good.',
      '테이블이 만료된 항목을 지우지 않습니다. 오래된 알림이 계속 남습니다.',
    );
  const hidden = recoverable.known ? forgets : recoverable;
  if (!hidden.known) return unknown(hidden);
  return verdict(
    'pass',
    'The table can be restored to any second of the last weeks, and deletes what has expired.',
    '테이블을 최근 몇 주 중 어느 시점으로든 복구할 수 있고, 만료된 항목은 지워집니다.',
  );
}
