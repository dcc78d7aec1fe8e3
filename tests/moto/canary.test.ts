import { join } from 'node:path';
import { CreateRoleCommand, IAMClient, ListRoleTagsCommand } from '@aws-sdk/client-iam';
import { createCanaryTag } from '../../src/aws/canary-tag.ts';
import { canaryName } from '../../src/core/canary.ts';
import { readTemplate, resourcesOf } from '../support/cloudformation.ts';
import { describeWithMoto, useMoto } from './moto-server.ts';

/** The canary's tag in an AWS that others wrote, on a role as the template has it. */
describeWithMoto('moto', () => {
  useMoto();
  const tag = createCanaryTag({ region: 'us-east-1' });

  test('there is one tag, however many canaries were sent, on a role whose trust policy only denies', async () => {
    const iam = new IAMClient({ region: 'us-east-1' });
    const { Path, AssumeRolePolicyDocument } =
      resourcesOf(readTemplate(join(__dirname, '../../template.yaml'))).find(({ id }) => id === 'CanaryRole')
        ?.properties ?? {};
    await iam.send(
      new CreateRoleCommand({
        RoleName: canaryName,
        Path: String(Path),
        AssumeRolePolicyDocument: JSON.stringify(AssumeRolePolicyDocument),
      }),
    );
    for (const nonce of ['first', 'second']) expect((await tag(nonce)).known).toBe(true);
    const { Tags } = await iam.send(new ListRoleTagsCommand({ RoleName: canaryName }));
    expect(Tags).toEqual([{ Key: canaryName, Value: 'second' }]);
    iam.destroy();
  });
});

describeWithMoto('moto without the role', () => {
  useMoto();

  test('a role that is gone is a refusal that names the call', async () => {
    expect(await createCanaryTag({ region: 'us-east-1' })('nonce')).toEqual({
      known: false,
      cause: 'service-error',
      call: 'iam:TagRole',
    });
  });
});
