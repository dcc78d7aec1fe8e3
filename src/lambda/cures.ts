import { AwsError } from '../aws/aws-error.ts';
import { SecretsError } from '../aws/secrets.ts';
import { ConfigError } from '../config.ts';
import { homeRegion } from '../core/heartbeat.ts';
import { SlackError } from '../core/ports.ts';
import { slackCure } from '../slack/cures.ts';

/** What went wrong and, where it is known, what to do: the two fields that a failure has in the log. */
export interface Explained {
  readonly error: string;
  readonly cure?: string;
}

/**
 * Puts a failure into words for the log: the error and its causes, and the cure of the deepest that has one. `region` is
 * the function's own: in a wrong one nothing is found, and no service says why. Never holds a secret, because no error does.
 */
export function explain(error: unknown, region: string | undefined): Explained {
  const chain = causesOf(error);
  const cure = chain.map((each) => cureOf(each, region)).findLast((each) => each !== undefined);
  return { error: chain.map(String).join(' < '), ...(cure !== undefined && { cure }) };
}

/** An error and its causes, the outermost first. What a library threw below ours is left out: it may quote a request. */
function causesOf(error: unknown): readonly unknown[] {
  if (!(error instanceof Error)) return [error];
  const { cause } = error;
  return cause instanceof AwsError || cause instanceof SlackError ? [error, ...causesOf(cause)] : [error];
}

function cureOf(error: unknown, region: string | undefined): string | undefined {
  if (error instanceof ConfigError)
    return 'Correct the parameter of the stack and deploy it again: sam deploy';
  if (error instanceof SlackError) return slackCure(error.code);
  const elsewhere =
    region === homeRegion ? '' : `AWS_REGION is ${region}, but RootGuard lives in ${homeRegion}. `;
  if (error instanceof SecretsError) return elsewhere + error.cure;
  if (!(error instanceof AwsError) || !Object.hasOwn(awsCures, error.code)) return undefined;
  return elsewhere + awsCures[error.code];
}

const keys =
  'Check that AWS_REGION is the Region of the stack and spelled right, and that the keys are valid and the clock is right.';

/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors
 */
const awsCures: Readonly<Record<string, string>> = {
  ResourceNotFoundException:
    'The table does not exist here: ROOTGUARD_TABLE must name the Table of the stack in this Region. Deploy it again: sam deploy',
  AccessDeniedException:
    "The function's role lacks this action, or a policy of the organisation denies it. Deploy the stack again: sam deploy",
  NotFound:
    'The topic does not exist here: ROOTGUARD_FALLBACK_TOPIC must name the AlertTopic of the stack. Deploy it again: sam deploy',
  AuthorizationError:
    "The function's role lacks sns:Publish on the topic, or a policy denies it. Deploy the stack again: sam deploy",
  UnrecognizedClientException: keys,
  InvalidClientTokenId: keys,
  SignatureDoesNotMatch: keys,
  InvalidSignatureException: keys,
  ExpiredTokenException: keys,
  connection:
    'Check that AWS_REGION is spelled right, and that the function reaches AWS if it runs in a VPC.',
};
