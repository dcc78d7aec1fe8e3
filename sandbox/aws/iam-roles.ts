import { textAt } from '../../src/core/json.ts';
import { AwsError, common, ownKind } from './errors.ts';
import { formList } from './form-list.ts';
import { functionRole } from './keys.ts';
import type { Call, Operation, World } from './world.ts';

const role = 'rootguard-canary';
const key = 'rootguard-canary';

/**
 * A tag on a role. The one role of template.yaml whose tags somebody may write is the canary's, the one key is its own, and only
 * the functions' role may. https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html
 */
const tagRole: Operation = (call, world) => {
  const { name, keys } = readTags(call);
  refuse(call, world, name, keys);
  if (name !== role || world.guard.canary === 'missing' || world.guard.stack === 'missing')
    throw new AwsError(ownKind('NoSuchEntity', 404), `The role with name ${name} cannot be found.`);
  return {};
};

/** What IAM can do with roles here. */
export const iamRoles: Readonly<Record<string, Operation>> = { TagRole: tagRole };

/** Who may not ask learns nothing, whether there is such a role neither. */
function refuse(
  { caller, account }: Call,
  { hubAccount, guard }: World,
  name: string,
  keys: readonly string[],
) {
  const isOurs = account.id === hubAccount && caller.role === functionRole(hubAccount);
  const isAllowed = name === role && keys.every((each) => each === key);
  if (isOurs && isAllowed && guard.canary !== 'denied') return;
  throw new AwsError(
    common.denied,
    `User: ${caller.arn} is not authorized to perform: iam:TagRole on resource: role ${name} because no identity-based policy allows the iam:TagRole action`,
  );
}

function readTags({ input }: Call): { readonly name: string; readonly keys: readonly string[] } {
  const name = textAt(input, 'RoleName') ?? '';
  const tags = formList(input, 'Tags');
  if (!/^[\w+=,.@-]{1,64}$/.test(name)) throw invalid('roleName');
  if (tags.length < 1 || tags.length > 50) throw invalid('tags');
  const keys = tags.map(({ Key = '' }) => Key);
  const text = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
  for (const { Key = '', Value } of tags) {
    if (Key === '' || Key.length > 128 || !text.test(Key)) throw invalid('tags.1.member.key');
    if (Value === undefined || Value.length > 256 || !text.test(Value)) throw invalid('tags.1.member.value');
  }
  if (new Set(keys.map((each) => each.toLowerCase())).size < keys.length)
    throw new AwsError(ownKind('InvalidInput', 400), 'Duplicate tag keys found.');
  return { name, keys };
}

function invalid(member: string): AwsError {
  return new AwsError(
    common.invalid,
    `1 validation error detected: Value at '${member}' failed to satisfy constraint`,
  );
}
