/**
 * What can be typed. The sandbox tells (`commands` of its state, from the app's own list); the words here are only
 * for a sandbox that does not, and a word that is missing here works all the same.
 */
const usual = [
  {
    word: 'status',
    usage: '',
    summary: { en: 'open alerts, last check, dropped events', ko: '열린 알림, 마지막 점검, 버려진 이벤트' },
  },
  {
    word: 'alerts',
    usage: '',
    summary: { en: 'every open alert, worst first', ko: '열린 알림 전체, 심각한 순서' },
  },
  {
    word: 'check',
    usage: '[account]',
    summary: { en: 'ask AWS about root now', ko: '지금 AWS에 루트 상태 확인' },
  },
  { word: 'ack', usage: '<id>', summary: { en: 'say that you are on it', ko: '알림을 맡았다고 알리기' } },
  { word: 'help', usage: '', summary: { en: 'every word', ko: '모든 명령' } },
];

/** The commands that begin with what was typed; none once a whole word and a space stand there. */
export function hintsFor(typed, commands, { locale }) {
  const text = typed.trimStart();
  const command = '/rootguard';
  if (!text.startsWith('/') || !`${command} `.startsWith(text.slice(0, command.length + 1))) return [];
  const word = text.slice(command.length + 1);
  return (commands ?? usual)
    .filter((entry) => entry.word.startsWith(word))
    .map((entry) => ({
      text: `${command} ${entry.word}${entry.usage === '' ? '' : ' '}`,
      shown: `${command} ${entry.word} ${entry.usage}`.trim(),
      summary: locale.startsWith('ko') ? entry.summary.ko : entry.summary.en,
      complete: !entry.usage.startsWith('<'),
    }));
}
