import { doorMatrix } from '../doors/door-matrix.ts';
import { onTheWire, send } from '../doors/matrix-request.ts';
import { type Check, expectThat } from './checks.ts';
import type { World } from './world.ts';

/** Where MiniStack is no API Gateway. docs/operations.md says how to see these in AWS. */
const elsewhere: Readonly<Record<string, number>> = {
  // It finds the API by the path, whatever the Host says; API Gateway knows no such host.
  "a forged EventBridge event that says it comes from AWS's own host": 401,
  // It decodes a path before it looks for the route.
  'an encoded letter': 200,
  'an encoded slash': 200,
};

/** The door matrix against the deployed door: the right status for each, and nothing done without a signature. */
export function doorChecks({ slack, apiUrl, secrets }: World): readonly Check[] {
  const [, signingSecret = ''] = secrets;
  return doorMatrix.map((request) => ({
    title: `the door: ${request.name}`,
    prove: async () => {
      const before = slack.calls.length;
      const status = await send(apiUrl, onTheWire(request, signingSecret, Date.now()));
      const expected = elsewhere[request.name] ?? request.gateway;
      expectThat(status === expected, `${expected}`, status);
      expectThat(
        request.genuine || slack.calls.length === before,
        'no call to Slack',
        slack.calls.slice(before),
      );
    },
  }));
}
