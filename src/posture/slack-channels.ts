import { healthyGuard, known } from '../core/example-facts.ts';
import type { SlackChannel } from '../core/guard-facts.ts';
import { defineCheck, type GuardFacts, unknown, type Verdict, verdict } from '../core/posture.ts';

const slackError = { known: false, cause: 'slack-error', call: 'conversations.info' } as const;
const alerts = { channel: 'C0ALERTS', use: 'alerts' } as const;
const fallback = { channel: 'C0FALLBACK', use: 'fallback' } as const;
const channels = (of: SlackChannel['state'], second: SlackChannel['state'] = known('member')) =>
  healthyGuard({
    slackChannels: known([
      { ...alerts, state: of },
      { ...fallback, state: second },
    ]),
  });

export default defineCheck({
  scope: 'guard',
  title: { en: 'RootGuard can post to Slack', ko: 'Slack 게시 가능 여부' },
  severity: 'critical',
  needs: ['slackChannels'],
  judge,
  remedy: {
    en: [
      'In the channel: `/invite @RootGuard`. RootGuard must be a member to post there.',
      'An archived channel: unarchive it, or deploy the stack with another `AlertChannel` or `FallbackChannel`.',
      'A token that Slack refuses: reinstall the app under OAuth & Permissions and put the new token into `aws ssm put-parameter --overwrite --type SecureString --name /rootguard/slack/bot-token --value TOKEN`.',
    ],
    ko: [
      '채널에서 `/invite @RootGuard`를 입력합니다. RootGuard는 채널 멤버여야 글을 올릴 수 있습니다.',
      '보관된 채널이면 보관을 해제하거나 `AlertChannel`이나 `FallbackChannel`을 바꿔 스택을 다시 배포합니다.',
      'Slack이 토큰을 거부하면 OAuth & Permissions에서 앱을 다시 설치하고 새 토큰을 `aws ssm put-parameter --overwrite --type SecureString --name /rootguard/slack/bot-token --value TOKEN`으로 저장합니다.',
    ],
  },
  mappings: { 'KISA ISMS-P': '2.11.3' },
  examples: () => [
    { name: 'a member of both channels', facts: healthyGuard(), gives: 'pass' },
    {
      name: 'an installation with one channel',
      facts: healthyGuard({ slackChannels: known([{ ...alerts, state: known('member') }]) }),
      gives: 'pass',
    },
    {
      name: 'not invited to the second',
      facts: channels(known('member'), known('not-member')),
      gives: 'warn',
    },
    { name: 'no channel at all', facts: healthyGuard({ slackChannels: known([]) }), gives: 'fail' },
    { name: 'invited to neither', facts: channels(known('not-member'), known('not-member')), gives: 'fail' },
    {
      name: 'Slack does not tell of the second',
      facts: channels(known('member'), slackError),
      gives: 'unknown',
    },
    { name: 'not invited', facts: channels(known('not-member')), gives: 'fail' },
    { name: 'an archived channel', facts: channels(known('archived')), gives: 'fail' },
    { name: 'no such channel', facts: channels(known('missing')), gives: 'fail' },
    { name: 'a token that was revoked', facts: channels(known('refused')), gives: 'fail' },
    { name: 'Slack does not answer', facts: channels(slackError), gives: 'unknown' },
    { name: 'nobody asked Slack', facts: healthyGuard({ slackChannels: slackError }), gives: 'unknown' },
  ],
});

function judge({ slackChannels }: Pick<GuardFacts, 'slackChannels'>): Verdict {
  if (!slackChannels.known) return unknown(slackChannels);
  if (slackChannels.value.length === 0)
    return verdict('fail', 'There is no channel to post to.', '게시할 채널이 없습니다.');
  const closed = slackChannels.value.flatMap(({ channel, use, state }) =>
    state.known && state.value !== 'member' ? [{ channel, use, ...words[state.value] }] : [],
  );
  const alertsAre = closed.find(({ use }) => use === 'alerts');
  const second = closed.find(({ use }) => use === 'fallback');
  if (alertsAre !== undefined) {
    const also = {
      en: second === undefined ? '' : `; ${second.channel}, the second one, ${second.en}`,
      ko: second === undefined ? '' : `, 두 번째 채널 ${second.channel}: ${second.ko}`,
    };
    return verdict(
      'fail',
      `${alertsAre.channel}, the channel for alerts, ${alertsAre.en}${also.en}.`,
      `알림 채널 ${alertsAre.channel}: ${alertsAre.ko}${also.ko}.`,
    );
  }
  const hidden = slackChannels.value.find(({ state }) => !state.known)?.state;
  if (hidden !== undefined && !hidden.known) return unknown(hidden);
  if (second !== undefined) {
    return verdict(
      'warn',
      `${second.channel}, the channel for alerts that the first one does not take, ${second.en}.`,
      `알림 채널에 올릴 수 없을 때 쓰는 두 번째 채널 ${second.channel}: ${second.ko}.`,
    );
  }
  return verdict(
    'pass',
    `RootGuard is a member of ${names(slackChannels.value, ' and ')}.`,
    `RootGuard가 채널의 멤버입니다: ${names(slackChannels.value, ', ')}.`,
  );
}

function names(channels: readonly SlackChannel[], and: string): string {
  return channels.map(({ channel }) => channel).join(and);
}

const words = {
  'not-member': { en: 'has not invited RootGuard', ko: '채널에 RootGuard가 초대되지 않음' },
  archived: { en: 'is archived', ko: '채널이 보관됨' },
  missing: { en: 'does not exist for RootGuard', ko: '채널을 찾을 수 없음' },
  refused: { en: 'cannot be asked, since Slack refuses the bot token', ko: '봇 토큰이 거부되어 확인 불가' },
} as const;
