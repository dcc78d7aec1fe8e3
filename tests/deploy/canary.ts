import { happeningNow } from '../../src/core/example-envelope.ts';
import { roleCallOn } from '../../src/core/example-guard.ts';
import { type Check, expectThat, until } from './checks.ts';
import type { World } from './world.ts';

const role = 'rootguard-canary';

/** From the worker's tag, which its role must allow, to what CloudTrail would tell of it. */
export function canaryChecks({ aws, operator, hub }: World): readonly Check[] {
  const tagged = (value: string) =>
    aws.emit(
      happeningNow(
        { record: roleCallOn('TagRole', 'iam', { roleName: role, tags: [{ key: role, value }] }) },
        hub,
        Date.now(),
      ),
    );
  return [
    {
      title: 'the worker writes the canary’s tag, and the event of it is heard by the rule of the stack',
      prove: async () => {
        const nonce = await until('the tag', () => operator.roleTag(role, role), 75);
        await tagged(nonce);
        await operator.line('rootguard-events', /canary-arrived/);
        await tagged('guessed');
        const line = await operator.line('rootguard-events', /canary-unknown/);
        expectThat(!line.includes('guessed'), 'no word of what a stranger wrote', line);
      },
    },
  ];
}
