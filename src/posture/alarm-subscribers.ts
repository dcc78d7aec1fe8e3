import { denied, healthyGuard, known } from '../core/example-facts.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

export default defineCheck({
  scope: 'guard',
  title: { en: 'Somebody hears alarms without Slack', ko: 'Slack 외의 경보 수신자' },
  severity: 'medium',
  needs: ['alarmSubscribers'],
  judge,
  remedy: {
    en: [
      'Deploy the stack with `AlarmEmail`, and press Confirm subscription in the mail that AWS sends.',
      'Or in the console: SNS in us-east-1, Topics, the topic of the stack, Create subscription.',
      'On the command line: `aws sns subscribe --region us-east-1 --topic-arn ARN --protocol email --notification-endpoint oncall@example.com`.',
    ],
    ko: [
      '`AlarmEmail`을 지정해 스택을 배포하고 AWS가 보낸 메일에서 구독 확인을 누릅니다.',
      '또는 콘솔에서 us-east-1의 SNS, 주제, 스택의 주제를 열고 구독 생성을 누릅니다.',
      '명령줄에서는 `aws sns subscribe --region us-east-1 --topic-arn ARN --protocol email --notification-endpoint oncall@example.com`을 실행합니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.11.3' },
  examples: () => [
    { name: 'a confirmed address', facts: healthyGuard(), gives: 'pass' },
    {
      name: 'an address that nobody confirmed',
      facts: healthyGuard({ alarmSubscribers: known({ confirmed: 0, pending: 1 }) }),
      gives: 'warn',
    },
    {
      name: 'nobody',
      facts: healthyGuard({ alarmSubscribers: known({ confirmed: 0, pending: 0 }) }),
      gives: 'warn',
    },
    {
      name: 'an installation without a topic, as on a laptop',
      facts: healthyGuard({ alarmSubscribers: known(undefined) }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS denies the look',
      facts: healthyGuard({ alarmSubscribers: denied('sns:ListSubscriptionsByTopic') }),
      gives: 'unknown',
    },
  ],
});

function judge({ alarmSubscribers }: Pick<GuardFacts, 'alarmSubscribers'>): Verdict {
  if (!alarmSubscribers.known) return unknown(alarmSubscribers);
  if (alarmSubscribers.value === undefined)
    return verdict(
      'not-applicable',
      'This installation has no topic for alarms.',
      '이 설치에는 경보 주제가 없습니다.',
    );
  const { confirmed, pending } = alarmSubscribers.value;
  if (confirmed > 0)
    return verdict('pass', 'Alarms reach somebody by e-mail.', '경보가 이메일로 전달됩니다.');
  return pending > 0
    ? verdict(
        'warn',
        'Nobody has confirmed the subscription to alarms: AWS mails nothing until then.',
        '경보 구독을 확인한 사람이 없습니다. 확인 전에는 AWS가 메일을 보내지 않습니다.',
      )
    : verdict(
        'warn',
        'Nobody hears alarms: when Slack is what is broken, nobody is told.',
        '경보를 받는 사람이 없습니다. Slack이 고장 나면 아무도 알 수 없습니다.',
      );
}
