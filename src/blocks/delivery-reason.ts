import type { Locale, Text } from '../core/locale.ts';
import { code } from './mrkdwn.ts';

/** Slack's error as a reason for another way of delivery, for mrkdwn. */
export function deliveryReason(error: string, locale: Locale): string {
  return Object.hasOwn(reasons, error) ? (reasons[error]?.[locale] ?? '') : code(error, 60);
}

const gone: Text = { en: 'the app was removed from the workspace', ko: '앱이 워크스페이스에서 제거됨' };
const down: Text = { en: 'Slack did not answer', ko: 'Slack이 응답하지 않음' };

const reasons: Readonly<Record<string, Text>> = {
  unattended: { en: 'nobody was on it', ko: '담당자가 없음' },
  denied: { en: 'it was not us', ko: '우리가 한 일이 아님' },
  user_disabled: { en: 'they left the workspace', ko: '워크스페이스를 떠남' },
  channel_not_found: {
    en: 'the channel does not exist, or hides itself from the app',
    ko: '채널이 없거나 앱이 볼 수 없음',
  },
  not_in_channel: { en: 'the app is not in the channel', ko: '앱이 채널에 없음' },
  is_archived: { en: 'the channel is archived', ko: '채널이 보관됨' },
  restricted_action: {
    en: 'the workspace does not let the app post there',
    ko: '워크스페이스가 앱의 게시를 막음',
  },
  account_inactive: gone,
  token_revoked: gone,
  invalid_auth: { en: "Slack refused the app's token", ko: 'Slack이 앱의 토큰을 거부함' },
  ratelimited: { en: 'Slack took no more messages', ko: 'Slack이 메시지를 더 받지 않음' },
  timeout: down,
  connection: down,
  http_500: down,
  http_502: down,
  http_503: down,
  http_504: down,
};
