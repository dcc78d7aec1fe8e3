import { happeningNow } from '../../src/core/example-envelope.ts';
import { type JsonObject, textAt } from '../../src/core/json.ts';
import { detections } from '../../src/detections/index.generated.ts';
import type { TestSandbox } from './sandbox.ts';

/** What two people do with one alert in a sandbox, and what they see. */
export interface Life {
  readonly id: string;
  readonly ts: string;
  /** The card as it is now, as JSON. */
  card(): string;
  /** The thread without the card, oldest first, as JSON. */
  thread(): readonly string[];
  /** Presses a button of the card, or one that it showed before; waits until all is done. */
  press(user: string, action: string, value?: string): Promise<void>;
  /** Chooses an entry of the card's menu. */
  choose(user: string, action: string): Promise<void>;
  /** Opens the form behind a button, fills it in and submits it. The answer's body. */
  fill(user: string, action: string, values: JsonObject): Promise<unknown>;
}

/** Raises an alert: `high` by a sign-in with MFA, `critical` by one without. */
export async function raise(sandbox: TestSandbox, severity: 'high' | 'critical'): Promise<Life> {
  const detection = severity === 'high' ? 'root-sign-in' : 'root-sign-in-without-mfa';
  const example = detections[detection]?.examples().find(({ raises }) => raises === severity);
  if (example === undefined) throw new Error(`${detection} has no example that is ${severity}.`);
  await sandbox.send(happeningNow(example, '111122223333', sandbox.clock.now()));
  const { slack } = sandbox;
  const isCard = (message: unknown) => textAt(message, 'metadata', 'event_payload', 'part') === 'card';
  const ts = slack.messages('C0ALERTS').findLast(isCard)?.ts ?? '';
  const message = () => slack.messages('C0ALERTS').find((each) => each.ts === ts);
  const card = () => JSON.stringify(message());
  const id = /RG-[0-9A-Z]{8}/.exec(card())?.[0] ?? '';
  const act = async (user: string, action_id: string, value?: string) => {
    await slack.action({ user, action_id, message_ts: ts, ...(value !== undefined && { value }) });
    await sandbox.idle();
  };
  return {
    id,
    ts,
    card,
    thread: () =>
      slack
        .messages('C0ALERTS', ts)
        .slice(1)
        .map((each) => JSON.stringify(each)),
    press: act,
    choose(user, action) {
      const entry = new RegExp(`"(${action}:[^"]*)"`).exec(card())?.[1];
      if (entry === undefined) throw new Error(`The card's menu has no ${action}.`);
      return act(user, 'more', entry);
    },
    async fill(user, action, values) {
      await slack.action({ user, action_id: action, message_ts: ts });
      const view = slack.views(user).at(-1);
      const { body } = await slack.submit({ user, view_id: view?.id ?? '', values });
      await sandbox.idle();
      return body;
    },
  };
}
