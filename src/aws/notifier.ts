import { type Notifier, NotifierError } from '../core/ports.ts';
import { AwsError } from './aws-error.ts';
import type { QueryCall } from './query-call.ts';

/** Where messages go, and by what. */
export interface NotifierOptions {
  /** The ARN of the SNS topic. */
  readonly topic: string;
  /** A QueryCall of the service `sns`, version 2010-03-31. Needs sns:Publish on the topic. */
  readonly call: QueryCall;
}

/**
 * Tells the subscribers of an SNS topic, by e-mail or whatever they subscribed with. A subject that SNS would refuse is
 * made one that it takes, and then stands in full above the text; a text that is too long is cut, and says so. Throws
 * NotifierError. That the topic took a message does not say that anybody confirmed a subscription.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export function createNotifier({ topic, call }: NotifierOptions): Notifier {
  return {
    async notify({ subject, text }) {
      const line = subject.replace(/[·–—]/g, '-');
      const Subject = plainSubject(line);
      const body = text !== '' && Subject === line ? text : `${subject}\n\n${text}`;
      try {
        await call('Publish', { TopicArn: topic, Subject, Message: cut(body) });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        throw new NotifierError(error.code, { cause: error });
      }
    },
  };
}

/** SNS wants fewer than 100. */
const longestSubject = 99;

/**
 * ASCII in one line, beginning with a letter. AWS's page now says UTF-8 where it said ASCII for years; what is ASCII passes
 * under both, and reads in every mail client. Of Korean words, the names in them remain: "RootGuard: acme-prod MFA".
 */
function plainSubject(subject: string): string {
  if (/^[A-Za-z][ -~]{0,98}$/.test(subject)) return subject;
  const plain = subject
    .replace(/[^ -~]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  // Punctuation alone, as Korean leaves it behind, says nothing.
  const named = /[A-Za-z0-9]/.test(plain) ? `RootGuard: ${plain}` : 'RootGuard: alert';
  return named.length <= longestSubject ? named : `${named.slice(0, longestSubject - 3)}...`;
}

/** SNS takes 262,144 bytes of UTF-8; what is left over is for the subject, should SNS count it. */
const longestBody = 261_000;

const cutNote = '\n… (cut: it was too long for an e-mail)';

function cut(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= longestBody) return text;
  // A character that the cut went through becomes U+FFFD at the end.
  return (
    bytes
      .subarray(0, longestBody)
      .toString('utf8')
      .replace(/\uFFFD+$/, '') + cutNote
  );
}
