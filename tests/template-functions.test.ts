import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { at, type JsonObject, objectAt, textAt } from '../src/core/json.ts';
import { evaluate, exampleAccount, readTemplate, resourcesOf } from './support/cloudformation.ts';
import { variablesReadByConfig } from './support/config-variables.ts';
import { declaredBy, readManifest } from './support/manifest.ts';
import { textsIn } from './support/source-calls.ts';

const root = join(__dirname, '..');
const template = readTemplate(join(root, 'template.yaml'));
const functions = resourcesOf(template, 'AWS::Serverless::Function');

describe('each function', () => {
  test.each(functions.map(({ id, properties }) => [id, properties] as const))('%s can start', (_, of) => {
    const config = readConfig({ ...environmentOf(of), AWS_REGION: 'us-east-1' });
    expect(config).toMatchObject({
      channel: 'C0123456789',
      rule: textAt(template, 'Resources', 'RootEventsRule', 'Properties', 'Name'),
      accounts: new Map([[exampleAccount, '']]),
      secrets: {
        botTokenParameter: '/rootguard/slack/bot-token',
        signingSecretParameter: '/rootguard/slack/signing-secret',
      },
    });
  });

  test.each(functions.map(({ id, properties }) => [id, properties] as const))(
    '%s knows the one role whose root sessions are our own, or that there is none',
    (_, of) => {
      const role = (RootAuditAccount: string) =>
        environmentOf(of, { RootAuditAccount }).ROOTGUARD_ROOT_AUDIT_ROLE;
      expect(role('')).toBeUndefined();
      expect(role(exampleAccount)).toBe('WorkerRole.Arn');
      const another = 'arn:aws:iam::444455556666:role/rootguard/RootGuardAudit';
      expect(role('444455556666')).toBe(another);
      const config = readConfig({ ...environmentOf(of), ROOTGUARD_ROOT_AUDIT_ROLE: another });
      expect(config.rootAudit).toEqual({ arn: another, account: '444455556666' });
      expect(readConfig(environmentOf(of)).rootAudit).toBeUndefined();
    },
  );

  test.each([
    'RootGuardAudit',
    '444455556666',
    'arn:aws:sts::444455556666:assumed-role/RootGuardAudit/x',
    'arn:aws:iam::444455556666:root',
    'arn:aws:iam::*:role/rootguard/RootGuardAudit',
  ])('is not started with %s for that role', (ROOTGUARD_ROOT_AUDIT_ROLE) => {
    const [of] = functions;
    expect(() => readConfig({ ...environmentOf(of?.properties ?? {}), ROOTGUARD_ROOT_AUDIT_ROLE })).toThrow(
      'ROOTGUARD_ROOT_AUDIT_ROLE is "',
    );
  });

  test('is given no variable that nobody reads', () => {
    const given = functions.flatMap(({ properties }) => Object.keys(environmentOf(properties)));
    const read = variablesReadByConfig();
    expect([...new Set(given)].filter((name) => !read.has(name))).toEqual([]);
  });

  test('is one of the doors that are built, on Node 24 and arm64', () => {
    expect(functions.map(({ properties }) => String(properties.CodeUri)).sort()).toEqual(
      ['events', 'slack', 'worker'].map((door) => `dist/lambda/${door}`),
    );
    for (const { properties } of functions) {
      const door = String(properties.CodeUri).split('/').at(-1);
      expect(existsSync(join(root, 'src', 'lambda', `${door}.ts`))).toBe(true);
    }
    expect(objectAt(template, 'Globals', 'Function')).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
    });
  });

  test('writes into a log that is declared and ends some day', () => {
    const logs = resourcesOf(template, 'AWS::Logs::LogGroup');
    expect(logs.every(({ properties }) => properties.RetentionInDays !== undefined)).toBe(true);
    for (const { properties } of functions) {
      const log = evaluate(template, at(properties, 'LoggingConfig', 'LogGroup'));
      expect(logs.map(({ id }) => id)).toContain(log);
    }
  });
});

describe("Slack's door", () => {
  test('is the one address that manifest.yml and the bundle name, and nothing else is open', () => {
    const routes = functions.flatMap(({ properties }) =>
      Object.values(objectAt(properties, 'Events') ?? {}).filter(
        (source) => textAt(source, 'Type') === 'HttpApi',
      ),
    );
    const path = textAt(routes[0], 'Properties', 'Path') ?? '';
    expect(routes.map((route) => at(route, 'Properties', 'Method'))).toEqual(['POST']);
    expect(routes.map((route) => at(route, 'Properties', 'PayloadFormatVersion'))).toEqual(['2.0']);
    const [address] = declaredBy(readManifest(root)).addresses;
    expect(new URL(address ?? '').pathname).toBe(path);
    expect(textsIn(readFileSync(join(root, 'src', 'lambda', 'slack.ts'), 'utf8'))).toContain(path);
    expect(evaluate(template, at(template, 'Outputs', 'SlackRequestUrl', 'Value'))).toContain(path);
  });

  test('is throttled, and its log holds neither a header nor a body', () => {
    const [api] = resourcesOf(template, 'AWS::Serverless::HttpApi');
    expect(at(api?.properties, 'DefaultRouteSettings', 'ThrottlingRateLimit')).toBeGreaterThan(0);
    const format = textAt(api?.properties, 'AccessLogSettings', 'Format') ?? '';
    expect(Object.keys(JSON.parse(format))).toContain('requestId');
    expect(format).not.toMatch(/header|body|authorizer/i);
  });
});

/** A function's environment as Lambda would have it. */
function environmentOf(properties: JsonObject, parameters: JsonObject = {}): Record<string, string> {
  const variables = {
    ...objectAt(template, 'Globals', 'Function', 'Environment', 'Variables'),
    ...objectAt(properties, 'Environment', 'Variables'),
  };
  const values = evaluate(template, variables, { AlertChannel: 'C0123456789', ...parameters });
  return Object.fromEntries(Object.entries(values as JsonObject).map(([key, value]) => [key, String(value)]));
}
