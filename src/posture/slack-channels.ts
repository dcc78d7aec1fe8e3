import { healthyGuard, known } from '../core/example-facts.ts';
import type { SlackChannel } from '../core/guard-facts.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const slackError = { known: false, cause: 'slack-error', call: 'conversations.info' } as const;
const channel = (state: SlackChannel['state']) =>
  healthyGuard({ slackChannels: known([{ channel: 'C0ALERTS', state }]) });

export default defineCheck({
  scope: 'guard',
  title: { en: 'RootGuard can post to Slack', ko: 'Slack 게시 가능 여부' },
  severity: 'critical',
  needs: ['slackChannels'],
  judge,
  remedy: {
    en: [
      'In the channel: `/invite @RootGuard`. RootGuard must be a member to post there.',
      'An archived channel: unarchive it, or deploy the stack with another `AlertChannel`.',
      'A token that Slack refuses: reinstall the app under OAuth & Permissions and put the new token into `aws ssm put-parameter --overwrite --type SecureString --name /rootguard/slack/bot-token --value TOKEN`.',
    ],
    ko: [
      '채널에서 `/invite @RootGuard`를 입력합니다. RootGuard는 채널 멤버여야 글을 올릴 수 있습니다.',
      '보관된 채널이면 보관을 해제하거나 `AlertChannel`을 바꿔 스택을 다시 배포합니다.',
      'Slack이 토큰을 거부하면 OAuth & Permissions에서 앱을 다시 설치하고 새 토큰을 `aws ssm put-parameter --overwrite --type SecureString --name /rootguard/slack/bot-token --value TOKEN`으로 저장합니다.',
    ],
  },
  mappings: { 'KISA ISMS-P': '2.11.3' },
  examples: () => [
    { name: 'a member of its channel', facts: healthyGuard(), gives: 'pass' },
    { name: 'not invited', facts: channel(known('not-member')), gives: 'fail' },
    { name: 'an archived channel', facts: channel(known('archived')), gives: 'fail' },
    { name: 'no such channel', facts: channel(known('missing')), gives: 'fail' },
    { name: 'a token that was revoked', facts: channel(known('refused')), gives: 'fail' },
    { name: 'Slack does not answer', facts: channel(slackError), gives: 'unknown' },
    { name: 'nobody asked Slack', facts: healthyGuard({ slackChannels: slackError }), gives: 'unknown' },
  ],
});

function judge({ slackChannels }: Pick<GuardFacts, 'slackChannels'>): Verdict {
  if (!slackChannels.known) return unknown(slackChannels);
  const closed = slackChannels.value.flatMap(({ channel: id, state }) =>
    state.known && state.value !== 'member' ? [{ id, ...words[state.value] }] : [],
  );
  if (closed.length > 0) {
    return verdict(
      'fail',
      `Slack takes no alert: ${closed.map(({ id, en }) => `${id} ${en}`).join(', ')}.`,
      `Slack에 알림을 올릴 수 없습니다: ${closed.map(({ id, ko }) => `${id} ${ko}`).join(', ')}.`,
    );
  }
  const hidden = slackChannels.value.find(({ state }) => !state.known)?.state;
  if (hidden !== undefined && !hidden.known) return unknown(hidden);
  return verdict('pass', 'RootGuard is a member of its channel.', 'RootGuard가 채널의 멤버입니다.');
}

const words = {
  'not-member': { en: 'has not invited RootGuard', ko: '채널에 RootGuard가 초대되지 않음' },
  archived: { en: 'is archived', ko: '채널이 보관됨' },
  missing: { en: 'does not exist for RootGuard', ko: '채널을 찾을 수 없음' },
  refused: { en: 'cannot be asked, since Slack refuses the bot token', ko: '봇 토큰이 거부되어 확인 불가' },
} as const;
