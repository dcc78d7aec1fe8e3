import { join } from 'node:path';
import { auditTask } from '../sandbox/aws/root-tasks.ts';
import { canaryName } from '../src/core/canary.ts';
import { drillSource } from '../src/core/drill.ts';
import { heartbeatSource } from '../src/core/heartbeat.ts';
import { at, type JsonObject, objectAt, textAt } from '../src/core/json.ts';
import { auditCalls } from '../src/core/own-audit.ts';
import { jobSource } from '../src/listeners/read-job.ts';
import { actionsAsRoot, actionsReachableFrom } from './support/aws-actions.ts';
import {
  evaluate,
  exampleAccount,
  type Resource,
  readTemplate,
  resourcesOf,
} from './support/cloudformation.ts';

const root = join(__dirname, '..');
const template = readTemplate(join(root, 'template.yaml'));

const functions = resourcesOf(template, 'AWS::Serverless::Function');
const roles = resourcesOf(template, 'AWS::IAM::Role');

/** Calls that need no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const free = ['sts:GetCallerIdentity'];

/** What Lambda itself does in the role's name: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const logging = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const polling = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];

/** Actions for which IAM knows no resource at all, so that only `*` can stand there. */
const resourceless: Readonly<Record<string, string>> = {
  'cloudtrail:DescribeTrails': 'it lists the trails of an account',
  'iam:GenerateCredentialReport': 'the report is about the account',
  'iam:GetAccountSummary': 'the summary is about the account',
  'iam:GetCredentialReport': 'the report is about the account',
  'cloudtrail:LookupEvents': "it looks through an account's history",
  'cloudwatch:GetMetricData': 'metrics are no resources',
  'events:ListRules': 'it lists the rules of a bus',
  'events:TestEventPattern': 'it judges a pattern that the caller brings',
  'iam:ListOrganizationsFeatures': 'it is about the organization',
  'iam:ListVirtualMFADevices': "it lists an account's devices",
  'lambda:ListEventSourceMappings': 'IAM knows no resource for the list',
  'organizations:DescribeOrganization': 'it is about the organization',
  'organizations:ListDelegatedAdministrators': 'it lists the organization',
  'organizations:ListPolicies': 'it lists the organization',
  'organizations:ListRoots': 'it lists the organization',
  'support:DescribeTrustedAdvisorCheckResult': 'Support knows no resources',
  'organizations:ListAccounts': 'it lists the organization',
};

const calledAsRoot = actionsAsRoot(root);
const calledBy = new Map(
  ['slack', 'events', 'worker'].map((door) => [
    door,
    actionsReachableFrom(root, join('src', 'lambda', `${door}.ts`)),
  ]),
);

const stores = ['ssm', 'secretsmanager'] as const;
const readsOf = { ssm: 'ssm:GetParameters', secretsmanager: 'secretsmanager:GetSecretValue' };
/** Whatever is asked of one store alone. */
const asksOf = { ...readsOf, described: 'secretsmanager:DescribeSecret' };
/** Nobody audits members with root sessions, this account does, or another one. */
const auditAccounts = ['', exampleAccount, '444455556666'] as const;
const cases = functions.flatMap((of) =>
  stores.flatMap((store) => auditAccounts.map((auditAccount) => ({ id: of.id, of, store, auditAccount }))),
);

describe.each(cases)(
  'the role of $id, with secrets in $store, root audited from "$auditAccount"',
  ({ of, store, auditAccount }) => {
    const role = roleOf(of);
    const statements = statementsOf(role, { SecretStore: store, RootAuditAccount: auditAccount });
    const allowed = statements.flatMap(({ actions }) => actions);
    const readsOfOthers = Object.values(asksOf).filter((action) => !action.startsWith(`${store}:`));

    test('allows exactly what its bundle can call', () => {
      const door = String(of.properties.CodeUri).split('/').at(-1);
      const called = calledBy.get(String(door)) ?? [];
      // Root sessions are opened by whoever is named to, and what they call is AWS's task policy's to allow.
      const asRoot = [...calledAsRoot, ...(auditAccount === exampleAccount ? [] : ['sts:AssumeRoot'])];
      const needed = [
        // The bundle can read from either; it is told from which one, and may read from no other.
        ...called.filter((action) => ![...free, ...readsOfOthers, ...asRoot].includes(action)),
        ...logging,
        ...(hasQueue(of) ? polling : []),
      ];
      expect([...allowed].sort()).toEqual(needed.sort());
    });

    test('names every action', () => {
      expect(allowed.filter((action) => !/^[a-z]+:[A-Z][A-Za-z]+$/.test(action))).toEqual([]);
    });

    test('names every resource, but for the calls that have none', () => {
      const open = statements.filter(({ resources }) => resources.includes('*'));
      expect(open.flatMap(({ actions }) => actions).filter((action) => !(action in resourceless))).toEqual(
        [],
      );
      const named = statements.filter(({ resources }) => !resources.includes('*'));
      expect(named.flatMap(({ actions }) => actions).filter((action) => action in resourceless)).toEqual([]);
    });

    test('lets nobody but Lambda take it, and belongs to this function alone', () => {
      expect(at(role.properties, 'AssumeRolePolicyDocument', 'Statement')).toEqual([
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ]);
      expect(functions.filter((other) => roleOf(other) === role)).toHaveLength(1);
      expect(role.properties.ManagedPolicyArns).toBeUndefined();
    });

    test('reads the two secrets and no other', () => {
      const arn = `arn:aws:${store}:us-east-1:111122223333:${store === 'ssm' ? 'parameter' : 'secret:'}`;
      const end = store === 'ssm' ? '' : '-??????';
      const both = ['bot-token', 'signing-secret'].map((name) => `${arn}/rootguard/slack/${name}${end}`);
      expect(resourcesFor(readsOf[store])).toEqual(both);
      const described = resourcesFor(asksOf.described);
      if (described.length > 0) expect(described).toEqual(both);
    });

    test('writes into its own log only, and polls its own queues only', () => {
      const log = evaluate(template, at(of.properties, 'LoggingConfig', 'LogGroup'));
      expect(resourcesFor('logs:PutLogEvents')).toEqual([`${log}.Arn`]);
      expect(resourcesFor('sqs:ReceiveMessage')).toEqual(queuesOf(of));
    });

    test('puts nothing onto the bus but jobs; whoever answers Slack also drills, and the worker beats', () => {
      const puts = statements.filter(({ actions }) => actions.includes('events:PutEvents'));
      const source = [jobSource, of.id === 'SlackFunction' ? drillSource : heartbeatSource];
      for (const { raw } of puts) {
        expect(at(raw, 'Condition')).toEqual({ StringEquals: { 'events:source': source } });
      }
    });

    function resourcesFor(action: string): readonly string[] {
      return statements
        .filter(({ actions }) => actions.includes(action))
        .flatMap(({ resources }) => resources);
    }
  },
);

test('every role belongs to a function, to members and other Regions (template-hub-check.test.ts), is the canary, or belongs to the schedule, which may only put its tick into the job queue', () => {
  const others = ['BusReaderRole', 'CanaryRole', 'ForwardRole', 'TickRole'];
  expect([...functions.map((of) => roleOf(of).id), ...others].sort()).toEqual(
    roles.map(({ id }) => id).sort(),
  );
  const [tick] = roles.filter(({ id }) => id === 'TickRole').flatMap((role) => statementsOf(role));
  expect(tick).toMatchObject({ actions: ['sqs:SendMessage'], resources: ['JobQueue.Arn'] });
});

test('the canary is a role that nobody can assume and that may do nothing; the worker alone writes its one tag', () => {
  const canary = roles.find(({ id }) => id === 'CanaryRole')?.properties;
  expect(canary).toMatchObject({ RoleName: canaryName, Path: '/rootguard/' });
  expect([canary?.Policies, canary?.ManagedPolicyArns]).toEqual([undefined, undefined]);
  expect(at(canary, 'AssumeRolePolicyDocument', 'Statement')).toEqual([
    { Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
  ]);
  const tagging = roles.flatMap((role) =>
    statementsOf(role).flatMap(({ raw, actions, resources }) =>
      actions.includes('iam:TagRole') ? [{ role: role.id, resources, condition: at(raw, 'Condition') }] : [],
    ),
  );
  expect(tagging).toEqual([
    {
      role: 'WorkerRole',
      resources: ['CanaryRole.Arn'],
      condition: {
        'ForAllValues:StringEquals': { 'aws:TagKeys': [canaryName] },
        Null: { 'aws:TagKeys': 'false' },
      },
    },
  ]);
});

test('only a role of the hub’s own organisation is ever assumed', () => {
  const assume = roles
    .flatMap((role) => statementsOf(role))
    .filter(({ actions }) => actions.includes('sts:AssumeRole'))
    .map(({ raw, resources }) => ({ condition: at(raw, 'Condition'), resources }));
  expect(assume).toEqual([
    {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM, not of JavaScript.
      condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
      resources: ['arn:aws:iam::*:role/rootguard/RootGuardAudit'],
    },
  ]);
});

test('root sessions are for the audit task alone, and only where the stack is told to open them', () => {
  const opening = (account: string) =>
    roles
      .flatMap((role) =>
        statementsOf(role, { RootAuditAccount: account }).map((each) => ({ ...each, role: role.id })),
      )
      .filter(({ actions }) => actions.includes('sts:AssumeRoot'))
      .map(({ raw, resources, role }) => ({ condition: at(raw, 'Condition'), resources, role }));
  expect(opening('')).toEqual([]);
  expect(opening('444455556666')).toEqual([]);
  expect(opening(exampleAccount)).toEqual([rootSessions('WorkerRole')]);
});

test('a root session calls what AWS’s audit task allows, and the alert path knows each call', () => {
  const called = calledAsRoot;
  expect(called.filter((action) => !auditTask.includes(action))).toEqual([]);
  expect(called).toEqual(auditCalls.map((name) => `iam:${name}`));
});

/** The one statement that lets a role open root sessions. */
function rootSessions(role: string) {
  return {
    role,
    condition: {
      StringEquals: { 'sts:TaskPolicyArn': 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' },
    },
    resources: ['arn:aws:iam::*:root'],
  };
}

function roleOf(of: Resource): Resource {
  const arn = evaluate(template, of.properties.Role);
  const role = roles.find(({ id }) => `${id}.Arn` === arn);
  if (role === undefined) throw new Error(`${of.id} has no role of the template.`);
  return role;
}

function statementsOf(role: Resource, parameters: JsonObject = {}) {
  const policies = list(evaluate(template, role.properties.Policies, parameters) ?? []);
  return policies
    .flatMap((policy) => list(at(policy, 'PolicyDocument', 'Statement')))
    .map((raw) => {
      if (textAt(raw, 'Effect') !== 'Allow')
        throw new Error('Only statements that allow are understood here.');
      return {
        raw,
        actions: list(at(raw, 'Action')).map(String),
        resources: list(at(raw, 'Resource')).map(String),
      };
    });
}

function queuesOf(of: Resource): readonly unknown[] {
  return Object.values(objectAt(of.properties, 'Events') ?? {})
    .filter((source) => textAt(source, 'Type') === 'SQS')
    .map((source) => evaluate(template, at(source, 'Properties', 'Queue')));
}

function hasQueue(of: Resource): boolean {
  return queuesOf(of).length > 0;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
