import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { asObject, type JsonObject, objectAt, textAt } from '../../src/core/json.ts';
import { projectPath } from '../project.ts';
import { organizationId } from './organization.ts';

/** Where a template was deployed. */
export interface Deployed {
  readonly region: string;
  readonly account: string;
}

type TemplateFile = 'template.yaml' | 'member.yaml';

const known = new Map<TemplateFile, Readonly<Record<string, JsonObject>>>();

/** The properties of a template's resources of one type, in their order. Each file is read once. */
export function templateResources(type: string, file?: TemplateFile): readonly JsonObject[] {
  return Object.values(resources(file))
    .filter((resource) => textAt(resource, 'Type') === type)
    .map((resource) => objectAt(resource, 'Properties') ?? {});
}

/** The name of what a value of the template refers to, such as `IngestQueue.Arn`; undefined if it refers to nothing that has one. */
export function nameBehind(value: unknown): string | undefined {
  const properties = objectAt(resources()[String(value).split('.')[0] ?? ''], 'Properties');
  return ['QueueName', 'Name'].map((key) => textAt(properties, key)).find((name) => name !== undefined);
}

/**
 * A part of the template as CloudFormation deploys it, with references to queues, rules and buses as ARNs. Its tags are left as what
 * stands behind them: `!GetAtt IngestQueue.Arn` is `IngestQueue.Arn` here, and no other text of the template looks like that.
 */
export function deployed(part: unknown, where: Deployed): unknown {
  if (Array.isArray(part)) return part.map((member) => deployed(member, where));
  const object = asObject(part);
  if (object !== undefined)
    return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, deployed(value, where)]));
  if (typeof part !== 'string') return part;
  if (part === 'OrganizationId') return organizationId;
  const [, id = ''] = /^(\w+)\.Arn$/.exec(part) ?? [];
  const resource = resources()[id];
  if (resource !== undefined) return arnOf(resource, where);
  const pseudo: Readonly<Record<string, string>> = {
    Partition: 'aws',
    Region: where.region,
    AccountId: where.account,
  };
  return part.replaceAll(/\$\{AWS::(\w+)\}/g, (whole, name: string) => pseudo[name] ?? whole);
}

function arnOf(resource: JsonObject, { region, account }: Deployed): string {
  const properties = objectAt(resource, 'Properties');
  const bus = textAt(properties, 'EventBusName');
  const tail = textAt(properties, 'QueueName') ?? textAt(properties, 'Name');
  switch (textAt(resource, 'Type')) {
    case 'AWS::SQS::Queue':
      return `arn:aws:sqs:${region}:${account}:${tail}`;
    case 'AWS::Events::EventBus':
      return `arn:aws:events:${region}:${account}:event-bus/${tail}`;
    case 'AWS::Events::Rule':
      return `arn:aws:events:${region}:${account}:rule/${bus === undefined ? '' : `${nameBehind(bus)}/`}${tail}`;
    default:
      throw new Error(`The ARN of ${JSON.stringify(resource)} is not modelled.`);
  }
}

function resources(file: TemplateFile = 'template.yaml'): Readonly<Record<string, JsonObject>> {
  const before = known.get(file);
  if (before !== undefined) return before;
  const template: unknown = parse(readFileSync(projectPath(file), 'utf8'), { logLevel: 'silent' });
  const read = Object.fromEntries(
    Object.entries(objectAt(template, 'Resources') ?? {}).map(([id, resource]) => [
      id,
      asObject(resource) ?? {},
    ]),
  );
  known.set(file, read);
  return read;
}
