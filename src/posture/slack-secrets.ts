import { isAhead } from '../core/clock-skew.ts';
import { denied, healthyGuard, known } from '../core/example-facts.ts';
import type { SecretAge } from '../core/guard-facts.ts';
import {
  defineCheck,
  exampleTime,
  type GuardFacts,
  unknown,
  type Verdict,
  verdict,
} from '../core/posture.ts';

const day = 86_400_000;

export default defineCheck({
  scope: 'guard',
  title: { en: "Slack's secrets are renewed", ko: 'Slack 비밀 값의 갱신' },
  severity: 'low',
  needs: ['secretAges'],
  judge,
  remedy: {
    en: [
      'At api.slack.com/apps, open the app. Bot token: OAuth & Permissions, Revoke Tokens, then Reinstall to Workspace. Signing secret: Basic Information, Regenerate.',
      'Put the new value over the old one: `read -rs VALUE && aws ssm put-parameter --region us-east-1 --type SecureString --overwrite --name NAME --value "$VALUE"`. In Secrets Manager: `aws secretsmanager put-secret-value --region us-east-1 --secret-id NAME --secret-string "$VALUE"`.',
      'Running functions read it within five minutes. Alerts that Slack refuses meanwhile are tried again.',
    ],
    ko: [
      'api.slack.com/apps에서 앱을 엽니다. 봇 토큰은 OAuth & Permissions에서 Revoke Tokens를 누른 뒤 Reinstall to Workspace를 누릅니다. 서명 비밀은 Basic Information에서 Regenerate를 누릅니다.',
      '새 값으로 덮어씁니다: `read -rs VALUE && aws ssm put-parameter --region us-east-1 --type SecureString --overwrite --name NAME --value "$VALUE"`. Secrets Manager에서는 `aws secretsmanager put-secret-value --region us-east-1 --secret-id NAME --secret-string "$VALUE"`를 실행합니다.',
      '실행 중인 함수는 5분 안에 새 값을 읽습니다. 그동안 Slack이 거부한 알림은 다시 시도됩니다.',
    ],
  },
  guide: 'trail',
  mappings: { 'KISA ISMS-P': '2.5.4, 2.7.2' },
  examples: () => [
    { name: 'changed a month ago', facts: healthyGuard(), gives: 'pass' },
    { name: 'one was not changed for more than a year', facts: aged(30, 400), gives: 'warn' },
    {
      name: 'one does not exist',
      facts: healthyGuard({ secretAges: known([{ name: '/rootguard/slack/bot-token' }]) }),
      gives: 'fail',
    },
    { name: 'changed tomorrow, by the clock of AWS', facts: aged(-1), gives: 'unknown' },
    {
      name: 'variables of the functions, as on a laptop',
      facts: healthyGuard({ secretAges: known(undefined) }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS denies the look',
      facts: healthyGuard({ secretAges: denied('ssm:GetParameters') }),
      gives: 'unknown',
    },
  ],
});

/** In days. Nobody prescribes it; a token of last year has passed through the hands of people who left. */
const tooOld = 365;

function aged(...days: readonly number[]): GuardFacts {
  const secretAges = days.map((ago, index): SecretAge => {
    return { name: `/rootguard/slack/${index}`, changedAt: exampleTime - ago * day };
  });
  return healthyGuard({ secretAges: known(secretAges) });
}

function judge({ secretAges }: Pick<GuardFacts, 'secretAges'>, at: number): Verdict {
  if (!secretAges.known) return unknown(secretAges);
  const secrets = secretAges.value;
  if (secrets === undefined)
    return verdict(
      'not-applicable',
      "Slack's secrets are variables of the functions, which say nothing of their age.",
      'Slack 비밀 값이 함수의 환경 변수에 있어 언제 바뀌었는지 알 수 없습니다.',
    );
  const gone = secrets.filter(({ changedAt }) => changedAt === undefined).map(({ name }) => name);
  if (gone.length > 0)
    return verdict(
      'fail',
      `Missing: ${gone.join(', ')}. Functions that start now cannot speak with Slack.`,
      `없는 비밀 값: ${gone.join(', ')}. 지금 시작하는 함수는 Slack과 통신할 수 없습니다.`,
    );
  const ages = secrets.map(({ name, changedAt = at }) => ({
    name,
    days: Math.floor((at - changedAt) / day),
  }));
  if (secrets.some(({ changedAt = at }) => isAhead(changedAt, at)))
    return unknown({ cause: 'clock-skew', call: 'ssm:GetParameters' });
  const old = ages.filter(({ days }) => days > tooOld);
  if (old.length > 0) {
    const each = (unit: string) => old.map(({ name, days }) => `${name} (${days}${unit})`).join(', ');
    return verdict(
      'warn',
      `Not changed for more than a year: ${each(' days')}.`,
      `1년 넘게 바뀌지 않은 비밀 값: ${each('일')}.`,
    );
  }
  const oldest = Math.max(0, ...ages.map(({ days }) => days));
  return verdict(
    'pass',
    `The oldest was changed ${oldest === 1 ? 'one day' : `${oldest} days`} before the check.`,
    `가장 오래된 비밀 값이 점검 ${oldest}일 전에 바뀌었습니다.`,
  );
}
