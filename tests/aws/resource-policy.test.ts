import fc from 'fast-check';
import { admissionBy, type PolicyRequest } from '../../src/aws/resource-policy.ts';
import type { JsonObject } from '../../src/core/json.ts';

const bus = 'arn:aws:events:us-east-1:111122223333:event-bus/rootguard';
const role = 'arn:aws:iam::444455556666:role/rootguard/rootguard-forward';
const rule = 'arn:aws:events:us-east-1:111122223333:rule/rootguard/rootguard-member-events';

/** A member's role at the bus; it comes over TLS, and bears no tag. */
const byRole: PolicyRequest = {
  caller: { account: '444455556666', role },
  action: 'events:PutEvents',
  resource: bus,
  keys: {
    'aws:principalorgid': 'o-exampleorgid',
    'aws:principalarn': role,
    'aws:securetransport': 'true',
    'aws:sourcearn': undefined,
  },
};

/** EventBridge itself, for a rule. */
const byService: PolicyRequest = {
  ...byRole,
  caller: { service: 'events.amazonaws.com' },
  keys: { 'aws:sourcearn': rule, 'aws:principalorgid': undefined },
};

const allow = { Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: bus };
const deny = { ...allow, Effect: 'Deny' };
const on = (Condition: JsonObject, of: JsonObject = allow) => ({ ...of, Condition });
const policy = (...Statement: readonly JsonObject[]) => JSON.stringify({ Version: '2012-10-17', Statement });

test.each<[string, readonly JsonObject[], PolicyRequest, string]>([
  ['nothing', [], byRole, 'not-admitted'],
  ['everybody', [allow], byRole, 'admitted'],
  ['everybody, by a list', [{ ...allow, Principal: { AWS: ['*'] } }], byRole, 'admitted'],
  ['everybody: services, too', [allow], byService, 'admitted'],
  ['the account', [{ ...allow, Principal: { AWS: '444455556666' } }], byRole, 'admitted'],
  ['its root', [{ ...allow, Principal: { AWS: 'arn:aws:iam::444455556666:root' } }], byRole, 'admitted'],
  ['the role', [{ ...allow, Principal: { AWS: role } }], byRole, 'admitted'],
  ['another account', [{ ...allow, Principal: { AWS: '999900001111' } }], byRole, 'not-admitted'],
  ['a service', [{ ...allow, Principal: { Service: 'events.amazonaws.com' } }], byRole, 'not-admitted'],
  ['the service', [{ ...allow, Principal: { Service: 'events.amazonaws.com' } }], byService, 'admitted'],
  [
    'all but another account',
    [{ ...allow, Principal: undefined, NotPrincipal: { AWS: '999900001111' } }],
    byRole,
    'admitted',
  ],
  ['an action by a wildcard, in another case', [{ ...allow, Action: 'EVENTS:put*' }], byRole, 'admitted'],
  ['another action', [{ ...allow, Action: 'events:PutRule' }], byRole, 'not-admitted'],
  [
    'all actions but this',
    [{ ...allow, Action: undefined, NotAction: 'events:PutEvents' }],
    byRole,
    'not-admitted',
  ],
  ['another resource', [{ ...allow, Resource: `${bus}-2` }], byRole, 'not-admitted'],
  ['all resources', [{ ...allow, Resource: '*' }], byRole, 'admitted'],
  ['a denial beside it', [allow, deny], byRole, 'denied'],
  ['a denial of others', [allow, { ...deny, Principal: { AWS: '999900001111' } }], byRole, 'admitted'],
  [
    'the organization',
    [on({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })],
    byRole,
    'admitted',
  ],
  [
    'one of two',
    [on({ StringEquals: { 'aws:PrincipalOrgID': ['o-a', 'o-exampleorgid'] } })],
    byRole,
    'admitted',
  ],
  ['another one', [on({ StringEquals: { 'aws:PrincipalOrgID': 'o-a' } })], byRole, 'not-admitted'],
  [
    'no wildcard in StringEquals',
    [on({ StringEquals: { 'aws:PrincipalOrgID': 'o-*' } })],
    byRole,
    'not-admitted',
  ],
  ['a wildcard in StringLike', [on({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } })], byRole, 'admitted'],
  ['any other organization', [on({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-a' } })], byRole, 'admitted'],
  [
    'none but this one',
    [allow, on({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }, deny)],
    byRole,
    'admitted',
  ],
  [
    'the role of any account',
    [on({ ArnLike: { 'aws:PrincipalArn': role.replace('444455556666', '*') } })],
    byRole,
    'admitted',
  ],
  [
    'ArnEquals takes wildcards, too',
    [on({ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/rootguard/*' } })],
    byRole,
    'admitted',
  ],
  [
    'no wildcard over a colon',
    [on({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:*:role/rootguard/*' } })],
    byRole,
    'not-admitted',
  ],
  [
    'another role',
    [on({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } })],
    byRole,
    'not-admitted',
  ],
  ['a key that is not there', [on({ ArnLike: { 'aws:SourceArn': '*' } })], byRole, 'not-admitted'],
  [
    'unless it is there',
    [on({ ArnLikeIfExists: { 'aws:SourceArn': 'arn:aws:s3:::x' } })],
    byRole,
    'admitted',
  ],
  ['where it is not there', [on({ Null: { 'aws:SourceArn': 'true' } })], byRole, 'admitted'],
  ['where it is there', [on({ Null: { 'aws:SourceArn': 'false' } })], byRole, 'not-admitted'],
  [
    'a denial of what is unencrypted',
    [allow, on({ Bool: { 'aws:SecureTransport': 'false' } }, deny)],
    byRole,
    'admitted',
  ],
  [
    'both conditions',
    [on({ StringEquals: { 'aws:PrincipalOrgID': 'o-a' }, Bool: { 'aws:SecureTransport': 'true' } })],
    byRole,
    'not-admitted',
  ],
  ['the rule', [on({ ArnLike: { 'aws:SourceArn': [rule, 'arn:aws:s3:::x'] } })], byService, 'admitted'],
  [
    'all rules of the bus',
    [on({ ArnLike: { 'aws:SourceArn': rule.replace(/member.*/, '*') } })],
    byService,
    'admitted',
  ],
  [
    'a key of which nobody knows',
    [on({ StringEquals: { 'aws:PrincipalTag/team': 'a' } })],
    byRole,
    'unclear',
  ],
  [
    'an operator that is not modelled',
    [on({ DateLessThan: { 'aws:PrincipalArn': '2026' } })],
    byRole,
    'unclear',
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM.
  ['a variable', [on({ StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } })], byRole, 'unclear'],
  [
    'a denial of which nobody knows',
    [allow, on({ StringEquals: { 'aws:PrincipalTag/team': 'a' } }, deny)],
    byRole,
    'unclear',
  ],
  [
    'what cannot apply, whatever else it says',
    [on({ StringEquals: { 'aws:PrincipalOrgID': 'o-a', 'aws:PrincipalTag/team': 'a' } })],
    byRole,
    'not-admitted',
  ],
  [
    'something clear beside what is not',
    [allow, on({ StringEquals: { 'aws:PrincipalTag/team': 'a' } })],
    byRole,
    'admitted',
  ],
])('a policy that names %s', (_, statements, request, answer) => {
  expect(admissionBy(policy(...statements), request)).toBe(answer);
});

test('no policy admits nobody, and what is no policy is no answer', () => {
  expect(admissionBy(undefined, byRole)).toBe('not-admitted');
  expect(() => admissionBy('{', byRole)).toThrow();
});

test('another statement that denies never admits, and another one that allows never denies', () => {
  const order = ['denied', 'unclear', 'not-admitted', 'admitted'];
  const condition = fc.constantFrom<JsonObject>(
    {},
    { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    { StringNotLike: { 'aws:PrincipalArn': '*' } },
    { StringEquals: { 'aws:PrincipalTag/team': 'a' } },
  );
  const statement = (of: JsonObject) => condition.map((Condition) => on(Condition, of));
  const statements = fc.array(fc.oneof(statement(allow), statement(deny)), { maxLength: 4 });
  fc.assert(
    fc.property(statements, statement(deny), statement(allow), (before, denial, admission) => {
      const answer = (...more: readonly JsonObject[]) => admissionBy(policy(...before, ...more), byRole);
      if (answer() !== 'admitted') expect(answer(denial)).not.toBe('admitted');
      if (answer() !== 'denied') expect(answer(admission)).not.toBe('denied');
      expect(order).toContain(answer());
    }),
  );
});
