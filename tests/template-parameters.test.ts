import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, objectAt, textAt } from '../src/core/json.ts';
import { evaluate, exampleAccount, readTemplate } from './support/cloudformation.ts';

const root = join(__dirname, '..');
const hub = readTemplate(join(root, 'template.yaml'));
const member = readTemplate(join(root, 'member.yaml'));

describe.each([
  ['template.yaml', hub],
  ['member.yaml', member],
])('whoever fills in %s', (_, template) => {
  const parameters = Object.entries(objectAt(template, 'Parameters') ?? {});

  test('is told in a sentence when a parameter is wrong, and may leave out what has a default', () => {
    for (const [, parameter] of parameters) {
      const pattern = textAt(parameter, 'AllowedPattern');
      // What takes one of some values names them itself.
      if (pattern === undefined) expect(at(parameter, 'AllowedValues')).toBeDefined();
      else expect(textAt(parameter, 'ConstraintDescription')).toMatch(/^must .*\.$/);
      const standard = at(parameter, 'Default');
      if (standard !== undefined && pattern !== undefined)
        expect(String(standard)).toMatch(new RegExp(pattern));
    }
  });

  test('finds it explained in docs/operations.md', () => {
    const operations = readFileSync(join(root, 'docs', 'operations.md'), 'utf8');
    expect(parameters.map(([name]) => name).filter((name) => !operations.includes(`\`${name}\``))).toEqual(
      [],
    );
  });
});

test.each([
  ['AlertChannel', ['C0123456789', 'G0123456789'], ['#aws-root', 'aws-root', 'D0123456789', ''], hub],
  ['SecretPath', ['/rootguard/slack', '/slack'], ['rootguard', '/rootguard/', ''], hub],
  ['Responders', ['S0123456789'], ['@oncall', 'U0123456789'], hub],
  ['Accounts', ['111122223333', '111122223333=acme-prod, 444455556666=acme-dev'], ['acme-prod', '1111'], hub],
  ['OrganizationId', ['o-a1b2c3d4e5', ''], ['a1b2c3d4e5', 'r-a1b2', '111122223333'], hub],
  ['FallbackChannel', ['C0123456789', ''], ['#security', 'D0123456789'], hub],
  ['AlertEmail', ['oncall@example.com', ''], ['oncall', 'a@b c'], hub],
  ['AlarmEmail', ['oncall@example.com'], ['oncall', 'a@b c'], hub],
  ['ExternalId', ['acme:42', ''], ['x', 'two words'], hub],
  ['ExternalId', ['acme:42', ''], ['x', 'two words'], member],
  ['HubAccountId', ['111122223333'], ['', '1111', 'acme-prod', '1111-2222-3333'], member],
  ['AlarmEmail', ['oncall@example.com', ''], ['oncall', 'a@b c'], member],
] as const)('%s may be %j and not %j', (name, good, bad, template) => {
  const pattern = new RegExp(textAt(template, 'Parameters', name, 'AllowedPattern') ?? '');
  expect(good.filter((value) => !pattern.test(value))).toEqual([]);
  expect(bad.filter((value) => pattern.test(value))).toEqual([]);
});

test('the two external ids are held to the same', () => {
  const idOf = (template: typeof hub) => textAt(template, 'Parameters', 'ExternalId', 'AllowedPattern');
  expect(idOf(hub)).toBe(idOf(member));
});

test("the hub's own account is told that it needs no member.yaml in us-east-1, and takes it everywhere else", () => {
  const rule = at(member, 'Rules', 'NotTheHub');
  const [assertion] = at(rule, 'Assertions') as readonly unknown[];
  const refuses = (HubAccountId: string, region: string) => {
    const [concerned, holds] = [at(rule, 'RuleCondition'), at(assertion, 'Assert')].map((part) =>
      evaluate(member, part, { HubAccountId, 'AWS::Region': region }),
    );
    return concerned === true && holds === false;
  };
  expect(refuses(exampleAccount, 'us-east-1')).toBe(true);
  expect(refuses(exampleAccount, 'eu-west-1')).toBe(false);
  expect(refuses('444455556666', 'us-east-1')).toBe(false);
  expect(textAt(assertion, 'AssertDescription')).toContain('needs no member.yaml');
});
