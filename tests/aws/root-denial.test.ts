import { rootDenialIn } from '../../src/aws/root-denial.ts';

const root = { StringLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } };
const exempt = { Null: { 'aws:AssumedRoot': 'true' } };
const policy = (statement: object, effect = 'Deny') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: effect, Action: '*', Resource: '*', ...statement },
  });
const denies = (everything: boolean, exemptsAssumedRoot: boolean) => ({ everything, exemptsAssumedRoot });

test.each([
  ['everything, AssumeRoot exempted', { Condition: { ...root, ...exempt } }, denies(true, true)],
  ['everything', { Condition: root }, denies(true, false)],
  [
    'lists where one would do',
    {
      Action: ['*'],
      Resource: ['*'],
      Condition: { StringLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:root'] } },
    },
    denies(true, false),
  ],
  [
    'another spelling of the key',
    { Condition: { ArnLike: { 'AWS:PrincipalARN': 'arn:aws:iam::*:root' } } },
    denies(true, false),
  ],
  [
    'ArnEquals, which takes wildcards, too',
    { Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } },
    denies(true, false),
  ],
  [
    '"where it is not true"',
    { Condition: { ...root, BoolIfExists: { 'aws:AssumedRoot': 'false' } } },
    denies(true, true),
  ],
  ['some actions', { Action: ['ec2:*'], Condition: root }, denies(false, false)],
  [
    'all actions but some',
    { Action: undefined, NotAction: ['iam:*'], Condition: root },
    denies(false, false),
  ],
  ['some resources', { Resource: 'arn:aws:s3:::logs/*', Condition: root }, denies(false, false)],
  [
    'in some Regions only',
    { Condition: { ...root, StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } },
    denies(false, false),
  ],
  [
    '"where it is there", which is the wrong way round',
    { Condition: { ...root, Null: { 'aws:AssumedRoot': 'false' } } },
    denies(false, false),
  ],
])('%s', (_name, statement, expected) => {
  expect(rootDenialIn(policy(statement))).toEqual(expected);
});

test.each([
  ['an allowance', policy({ Condition: root }, 'Allow')],
  ['a denial for everybody', policy({ Condition: { StringLike: { 'aws:PrincipalArn': '*' } } })],
  ['a denial without a condition', policy({})],
  [
    'a role that is called root',
    policy({ Condition: { StringLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/root' } } }),
  ],
  [
    'StringEquals, which takes the wildcard at its word',
    policy({ Condition: { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } }),
  ],
  [
    'everybody but root',
    policy({ Condition: { StringNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } } }),
  ],
])('%s denies root nothing in particular', (_name, document) => {
  expect(rootDenialIn(document)).toBeUndefined();
});

test('one statement that does not exempt AssumeRoot is enough to block it', () => {
  const both = JSON.stringify({
    Statement: [
      { Effect: 'Deny', Action: '*', Resource: '*', Condition: { ...root, ...exempt } },
      { Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: root },
    ],
  });
  expect(rootDenialIn(both)).toEqual(denies(true, false));
});
