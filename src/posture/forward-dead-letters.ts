import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';

export default defineCheck({
  scope: 'account',
  title: { en: 'The hub took every event of this account', ko: '허브로의 이벤트 전달' },
  severity: 'high',
  needs: ['forwardQueue'],
  judge,
  remedy: {
    en: [
      'Look at what root did meanwhile, in CloudTrail of this account: what lies in the queue was never told.',
      'In the console of this account, in us-east-1: SQS, `rootguard-forward-dlq`, Send and receive messages, Poll for messages. The attributes of a message say why EventBridge gave up, its body is the event.',
      'Mend the hub (`/rootguard check guard` says what is wrong), then send each body to its queue: `aws sqs send-message --region us-east-1 --queue-url URL --message-body BODY`. Nothing is told twice. If the queue is gone, deploy `member.yaml` again.',
    ],
    ko: [
      '그동안 루트가 무엇을 했는지 이 계정의 CloudTrail에서 확인합니다. 대기열에 있는 이벤트는 전달되지 않은 것입니다.',
      '이 계정의 콘솔 us-east-1에서 SQS, `rootguard-forward-dlq`, 메시지 전송 및 수신, 메시지 폴링을 차례로 누릅니다. 메시지 속성에 EventBridge가 포기한 이유가 있고, 본문이 이벤트입니다.',
      '허브를 고친 뒤(`/rootguard check guard`에서 원인을 볼 수 있습니다) 본문을 허브의 대기열로 보냅니다: `aws sqs send-message --region us-east-1 --queue-url URL --message-body BODY`. 같은 알림이 두 번 가지 않습니다. 대기열이 없으면 `member.yaml`을 다시 배포합니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.11.3' },
  examples: () => [
    { name: 'all of them', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'two events lie there',
      facts: healthyAccount({ forwardQueue: known({ exists: true, events: 2 }) }),
      gives: 'fail',
    },
    {
      name: 'no such queue',
      facts: healthyAccount({ forwardQueue: known({ exists: false, events: 0 }) }),
      gives: 'warn',
    },
    {
      name: 'the hub, which forwards nothing',
      facts: healthyAccount({ forwardQueue: known(undefined) }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS denies the look, as to the audit role of an older member.yaml',
      facts: healthyAccount({ forwardQueue: denied('sqs:GetQueueUrl') }),
      gives: 'unknown',
    },
  ],
});

function judge({ forwardQueue }: Pick<AccountFacts, 'forwardQueue'>): Verdict {
  if (!forwardQueue.known) return unknown(forwardQueue);
  const queue = forwardQueue.value;
  if (queue === undefined)
    return verdict(
      'not-applicable',
      'This is the hub itself: it forwards nothing.',
      '허브 계정이므로 다른 곳으로 전달하지 않습니다.',
    );
  if (!queue.exists)
    return verdict(
      'warn',
      'There is no `rootguard-forward-dlq` in us-east-1: what the hub does not take is lost.',
      'us-east-1에 `rootguard-forward-dlq`가 없습니다. 허브가 받지 못한 이벤트는 사라집니다.',
    );
  const { events } = queue;
  return events > 0
    ? verdict(
        'fail',
        `The hub did not take ${events === 1 ? 'one event' : `${events} events`} of this account, which nobody was told of. What lies in \`rootguard-forward-dlq\` is lost after two weeks.`,
        `허브가 이 계정의 이벤트 ${events}건을 받지 못해 아무에게도 알리지 못했습니다. \`rootguard-forward-dlq\`의 이벤트는 2주 뒤 사라집니다.`,
      )
    : verdict(
        'pass',
        'Nothing waits in `rootguard-forward-dlq`.',
        '`rootguard-forward-dlq`에 남은 이벤트가 없습니다.',
      );
}
