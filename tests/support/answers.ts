/** What a command says at once, before the worker has an answer: in Slack, too, the two race each other. */
const acknowledgements = /^[^\n]{1,80} …$/;

/** The last private message that is more than the acknowledgement of a command. */
export function lastAnswer<T extends { readonly text?: string | undefined }>(
  messages: readonly T[],
): T | undefined {
  return messages.findLast(({ text }) => !acknowledgements.test(text ?? ''));
}
