import { randomUUID } from 'node:crypto';
import { asObject, asText, at, type JsonObject, textAt } from '../../src/core/json.ts';
import { AwsError, common } from './errors.ts';
import type { Call, Operation, World } from './world.ts';

/** One event that was put: the bus it was put on, and the envelope that the bus delivers to its rules' targets. */
export interface BusEntry {
  readonly bus: string;
  readonly envelope: {
    readonly version: '0';
    readonly id: string;
    readonly 'detail-type': string;
    readonly source: string;
    readonly account: string;
    /** ISO 8601 in whole seconds. */
    readonly time: string;
    readonly region: string;
    readonly resources: readonly string[];
    readonly detail: JsonObject;
  };
}

/**
 * PutEvents with EventBridge's limits: 10 entries and 1 MB together, each entry judged for itself, and no source
 * that belongs to AWS. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export const putEvents: Operation = (call, world) => {
  const entries = readEntries(call.input);
  const results = entries.map((entry) => judge(entry, call, world));
  const accepted = results.flatMap((result) => (result.ok ? [result.entry] : []));
  if (accepted.length > 0) world.onPutEvents(accepted);
  return {
    FailedEntryCount: results.length - accepted.length,
    Entries: results.map((result) =>
      result.ok
        ? { EventId: result.entry.envelope.id }
        : { ErrorCode: result.code, ErrorMessage: result.message },
    ),
  };
};

const limits = { entries: 10, bytes: 1_048_576 } as const;

type Judged =
  | { readonly ok: true; readonly entry: BusEntry }
  | { readonly ok: false; readonly code: string; readonly message: string };

function readEntries(input: JsonObject): readonly JsonObject[] {
  const entries = at(input, 'Entries');
  if (!Array.isArray(entries) || entries.length < 1 || entries.length > limits.entries) {
    throw new AwsError(
      common.invalid,
      "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and 10",
    );
  }
  const objects = entries.map((entry) => asObject(entry) ?? {});
  if (objects.reduce((bytes, entry) => bytes + sizeOf(entry), 0) > limits.bytes) {
    throw new AwsError(common.invalid, 'Total size of the entries in the request is over the limit.');
  }
  return objects;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
function sizeOf(entry: JsonObject): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...listOf(entry.Resources)];
  const bytes = texts.reduce<number>((sum, text) => sum + Buffer.byteLength(asText(text) ?? ''), 0);
  return bytes + (entry.Time === undefined ? 0 : 14);
}

function judge(entry: JsonObject, { account }: Call, world: World): Judged {
  for (const name of ['Source', 'DetailType', 'Detail']) {
    if (textAt(entry, name) === undefined) {
      const message = `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;
      return { ok: false, code: 'InvalidArgument', message };
    }
  }
  const source = textAt(entry, 'Source') ?? '';
  if (source.startsWith('aws.')) {
    return { ok: false, code: 'NotAuthorizedForSourceException', message: 'Not authorized for the source.' };
  }
  const detail = readDetail(textAt(entry, 'Detail') ?? '');
  if (detail === undefined) return { ok: false, code: 'MalformedDetail', message: 'Detail is malformed.' };
  return {
    ok: true,
    entry: {
      bus: busNamed(textAt(entry, 'EventBusName') ?? 'default'),
      envelope: {
        version: '0',
        id: randomUUID(),
        'detail-type': textAt(entry, 'DetailType') ?? '',
        source,
        account: account.id,
        time: timeOf(entry.Time, world.now()),
        region: world.region,
        resources: listOf(entry.Resources).filter((resource) => typeof resource === 'string'),
        detail,
      },
    },
  };
}

function readDetail(text: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A bus is named by its name or its ARN. */
function busNamed(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn.slice(nameOrArn.indexOf('/') + 1) : nameOrArn;
}

/** The JSON protocol writes times as seconds since the epoch. */
function timeOf(time: unknown, now: number): string {
  const ms = typeof time === 'number' ? time * 1_000 : now;
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
