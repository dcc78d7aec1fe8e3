/** The languages that every sentence exists in. A missing one does not compile. */
export type Locale = 'en' | 'ko';

/** One sentence in every language. */
export type Text = Readonly<Record<Locale, string>>;

/** Several sentences (steps, for example) in every language. */
export type TextList = Readonly<Record<Locale, readonly string[]>>;

/** Maps a Slack locale such as `ko-KR` (users.info with include_locale) to a language we speak; English otherwise. */
export function localeOf(slackLocale: string | undefined): Locale {
  return slackLocale?.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}
