import { createHmac } from 'node:crypto';
import type { Sandbox } from '../../sandbox/sandbox.ts';

/**
 * A signed view_submission that Slack's client would not send: of another person's form, of another version, a second
 * time. Returns the answer's body.
 */
export function forgedSubmission(sandbox: Sandbox, view: object, user: string): Promise<unknown> {
  return forged(sandbox, user, { type: 'view_submission', view });
}

/** A signed press on a button that the person cannot see. */
export function forgedPress(
  sandbox: Sandbox,
  action: { readonly action_id: string; readonly value: string },
  user: string,
): Promise<unknown> {
  return forged(sandbox, user, { type: 'block_actions', actions: [{ type: 'button', ...action }] });
}

async function forged(sandbox: Sandbox, user: string, more: object): Promise<unknown> {
  const payload = {
    team: { id: 'T0ACME', domain: 'acme' },
    user: { id: user, name: user, team_id: 'T0ACME' },
    trigger_id: '1.2.abc',
    ...more,
  };
  const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const timestamp = String(Math.floor(sandbox.clock.now() / 1000));
  const signature = createHmac('sha256', 'sandbox-signing-secret').update(`v0:${timestamp}:${body}`);
  const response = await fetch(`${sandbox.url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature.digest('hex')}`,
    },
    body,
  });
  const text = await response.text();
  return text === '' ? '' : JSON.parse(text);
}
