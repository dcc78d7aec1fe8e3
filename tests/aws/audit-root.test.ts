import { belongsToRoot } from '../../src/aws/audit-root.ts';

const arn = (rest: string) => `arn:aws:iam::111122223333:${rest}`;

test.each([
  ['root’s own ARN', arn('mfa/custodian-phone'), arn('root'), true],
  ['the old name of root’s device', arn('mfa/root-account-mfa-device'), undefined, true],
  ['an IAM user named groot', arn('mfa/groot'), arn('user/groot'), false],
  ['an IAM user named root', arn('mfa/root'), arn('user/root'), false],
  [
    'a device named like root’s, with more after it',
    arn('mfa/root-account-mfa-device-2'),
    arn('user/kim'),
    false,
  ],
  ['a device under a path', arn('mfa/x/root-account-mfa-device'), undefined, false],
  ['a device of nobody', arn('mfa/phone'), undefined, false],
])('%s', (_name, serialNumber, userArn, expected) => {
  expect(belongsToRoot(serialNumber, userArn)).toBe(expected);
});
