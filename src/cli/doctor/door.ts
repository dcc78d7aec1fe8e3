import { createHmac, randomUUID } from 'node:crypto';
import { at } from '../../core/json.ts';
import { createExchange, ExchangeError } from '../../http/exchange.ts';
import { type Diagnosis, fault, ok, unknown } from './diagnosis.ts';

const part = "Slack's door";

/**
 * Knocks at the address that Slack was given as Slack does when somebody saves it there: it must answer what was signed with the
 * signing secret, and nothing else. https://docs.slack.dev/reference/events/url_verification
 */
export async function doorHealth(url: string, signingSecret: string): Promise<readonly Diagnosis[]> {
  const exchange = createExchange({ keepAlive: false });
  const challenge = randomUUID();
  const body = JSON.stringify({ type: 'url_verification', challenge });
  const knock = async (secret: string) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
    return await exchange({
      method: 'POST',
      url: new URL(url),
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signature,
      },
      body: Buffer.from(body),
      timeoutMs: 15_000,
    });
  };
  try {
    const [right, wrong] = [await knock(signingSecret), await knock(randomUUID())];
    return [
      answered(right.status === 200 && challengeOf(right.body) === challenge, right.status),
      forged(wrong.status),
    ];
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    return [
      unknown(
        part,
        `${url} gave no answer (${error.code}).`,
        'Check that this machine reaches the internet, then that the stack has its API: sam deploy',
      ),
    ];
  }
}

function answered(right: boolean, status: number): Diagnosis {
  if (right) return ok(part, 'It answers what Slack signs.');
  if (status === 401)
    return fault(
      part,
      'It refuses what is signed with the secret that is stored.',
      'If the secret was changed a moment ago, wait five minutes. Else look for "start-failed" in the log: aws logs tail /aws/lambda/rootguard-slack --region us-east-1',
    );
  return fault(
    part,
    `It answers ${status} to a signed request.`,
    'Its log says why: aws logs tail /aws/lambda/rootguard-slack --region us-east-1',
  );
}

function forged(status: number): Diagnosis {
  const name = 'Forged requests';
  if (status === 401 || status === 403) return ok(name, 'They are refused.');
  if (status >= 500) return unknown(name, `The door answers ${status}, so nothing is known.`);
  return fault(
    name,
    `The door answers ${status} to a request that is signed with a wrong secret.`,
    'Something else answers at this address. Take it out of the Slack app until it is known what.',
  );
}

function challengeOf(body: string): unknown {
  try {
    return at(JSON.parse(body), 'challenge');
  } catch {
    return undefined;
  }
}
