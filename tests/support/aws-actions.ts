import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { importsBelow } from './imports.ts';
import { callsIn, isNode, syntaxOf, visit } from './source-calls.ts';

/**
 * The IAM actions of every AWS call that a file can make: the SDK commands that it or anything it imports names, and
 * the operations of the SDK-less calls. What a bundle contains, not what it happens to do today.
 */
export function actionsReachableFrom(root: string, entry: string): readonly string[] {
  const actions = reachable(root, entry).flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    return [...commandsIn(source), ...leanCallsIn(source, file)];
  });
  return [...new Set(actions)].sort();
}

/** The IAM actions of the commands that one file itself names. */
export function actionsIn(root: string, file: string): readonly string[] {
  return [...new Set(commandsIn(readFileSync(join(root, file), 'utf8')))].sort();
}

/**
 * What is called with the credentials of a root session. AWS's task policy allows it, and no policy of ours: one file alone
 * makes these calls, and no other file makes any of them.
 */
export function actionsAsRoot(root: string): readonly string[] {
  const own = join('src', 'aws', 'audit-root-own.ts');
  const actions = actionsIn(root, own);
  for (const file of reachable(root, join('src', 'lambda', 'worker.ts'))) {
    const shared = file === own ? [] : actionsIn(root, file).filter((action) => actions.includes(action));
    if (shared.length > 0) throw new Error(`${file} calls ${shared}, which only a root session may.`);
  }
  return actions;
}

/** Every file of src that is loaded with a file: what is imported as a type alone is not. */
function reachable(root: string, entry: string): readonly string[] {
  const imports = importsBelow(root, 'src').filter(({ typeOnly }) => !typeOnly);
  const found = new Set<string>();
  const follow = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const { specifier } of imports.filter((entry) => entry.file === file)) {
      if (specifier.startsWith('.')) follow(normalize(join(file, '..', specifier)));
    }
  };
  follow(entry);
  return [...found];
}

/** The prefixes of https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const clients: Readonly<Record<string, string>> = {
  '@aws-sdk/client-account': 'account',
  '@aws-sdk/client-cloudtrail': 'cloudtrail',
  '@aws-sdk/client-cloudwatch': 'cloudwatch',
  '@aws-sdk/client-dynamodb': 'dynamodb',
  '@aws-sdk/client-eventbridge': 'events',
  '@aws-sdk/client-iam': 'iam',
  '@aws-sdk/client-lambda': 'lambda',
  '@aws-sdk/client-organizations': 'organizations',
  '@aws-sdk/client-secrets-manager': 'secretsmanager',
  '@aws-sdk/client-sns': 'sns',
  '@aws-sdk/client-sqs': 'sqs',
  '@aws-sdk/client-ssm': 'ssm',
  '@aws-sdk/client-sts': 'sts',
  '@aws-sdk/client-support': 'support',
};

function commandsIn(source: string): readonly string[] {
  const actions: string[] = [];
  visit(syntaxOf(source), (node) => {
    if (node.type !== 'ImportDeclaration' || node.typeOnly === true) return;
    const from = isNode(node.source) ? String(node.source.value) : '';
    if (!from.startsWith('@aws-sdk/client-')) return;
    const service = clients[from];
    if (service === undefined) throw new Error(`Which IAM prefix has ${from}? Add it to aws-actions.ts.`);
    for (const name of importedNames(node.specifiers)) {
      const operation = /^(?:paginate)?([A-Z]\w+?)(?:Command)?$/.exec(name)?.[1];
      const isOperation = name.startsWith('paginate') || name.endsWith('Command');
      if (isOperation && operation !== undefined) actions.push(`${service}:${operation}`);
    }
  });
  return actions;
}

function importedNames(specifiers: unknown): readonly string[] {
  return (Array.isArray(specifiers) ? specifiers : [])
    .filter((specifier) => isNode(specifier) && specifier.isTypeOnly !== true)
    .map(({ imported, local }) => String((imported ?? local).value));
}

/** A batch operation has no permission of its own: that of the single one stands for it. */
const leanOperations: Readonly<Record<string, string>> = {
  GetParameters: 'ssm:GetParameters',
  GetSecretValue: 'secretsmanager:GetSecretValue',
  GetItem: 'dynamodb:GetItem',
  PutItem: 'dynamodb:PutItem',
  UpdateItem: 'dynamodb:UpdateItem',
  DeleteItem: 'dynamodb:DeleteItem',
  Query: 'dynamodb:Query',
  Publish: 'sns:Publish',
  ChangeMessageVisibilityBatch: 'sqs:ChangeMessageVisibility',
};

function leanCallsIn(source: string, file: string): readonly string[] {
  if (!file.startsWith(join('src', 'aws'))) return [];
  return callsIn(source, file).flatMap(({ callee, argument }) => {
    if (callee !== 'call' || argument.kind !== 'text') return [];
    const action = leanOperations[argument.value];
    if (action === undefined) throw new Error(`Whose is ${argument.value}? Add it to aws-actions.ts.`);
    return [action];
  });
}
