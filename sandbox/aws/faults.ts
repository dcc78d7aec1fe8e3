import { asObject } from '../../src/core/json.ts';

/** One scripted failure: the next `times` calls of an operation fail as told. */
export interface AwsFault {
  /** The service's name in the credential scope (`dynamodb`, `iam`, `events` …); any service without it. */
  readonly service?: string;
  readonly operation: string;
  /** The one account that it befalls: whose role is to be assumed, or else who calls. Every account without it. */
  readonly account?: string;
  /** The error's name, as the service would call it. */
  readonly error: string;
  /** 500 for an error that begins with Internal, 503 for ServiceUnavailable, else 400. */
  readonly status?: number;
  readonly times: number;
  /** AWS does what was asked, and only then fails. */
  readonly afterAccept?: boolean;
  /** How long AWS keeps the caller waiting before it fails, in ms of real time. */
  readonly hangMs?: number;
  /** The connection is cut instead of an answer. */
  readonly reset?: boolean;
}

/** The failures that are still to come. */
export interface Faults {
  /** Replaces all faults; an empty list clears them. Throws an Error that names the field that is wrong. */
  set(faults: readonly AwsFault[]): void;
  /** The failure that this call has, and one fewer to come. */
  take(call: FaultyCall): AwsFault | undefined;
}

/** What a failure is looked up by. */
export interface FaultyCall {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
}

/** Starts without faults. */
export function createFaults(): Faults {
  let pending: { readonly fault: AwsFault; left: number }[] = [];
  return {
    set(faults) {
      if (!Array.isArray(faults)) throw new Error('The faults must be a list.');
      faults.forEach(check);
      pending = faults.map((fault) => ({ fault, left: fault.times }));
    },
    take(call) {
      const found = pending.find(({ fault, left }) => left > 0 && matches(fault, call));
      if (found === undefined) return undefined;
      found.left -= 1;
      return found.fault;
    },
  };
}

/** The HTTP status of a scripted failure. */
export function faultStatus({ status, error }: AwsFault): number {
  if (status !== undefined) return status;
  if (error.startsWith('Internal')) return 500;
  return error.startsWith('ServiceUnavailable') ? 503 : 400;
}

function matches(fault: AwsFault, { service, operation, account }: FaultyCall): boolean {
  const { service: of = service, account: who = account } = fault;
  return fault.operation === operation && of === service && who === account;
}

function check(fault: AwsFault, index: number): void {
  const fields = asObject(fault);
  if (fields === undefined) throw new Error(`Fault ${index} must be an object.`);
  for (const name of Object.keys(fields)) {
    if (!Object.hasOwn(fieldRules, name)) {
      throw new Error(
        `Fault ${index}: "${name}" is no field of a fault. Allowed: ${Object.keys(fieldRules).join(', ')}.`,
      );
    }
  }
  for (const [name, rule] of Object.entries(fieldRules)) {
    const value = fields[name];
    if (value === undefined && !rule.required) continue;
    if (!rule.accepts(value)) {
      throw new Error(
        `Fault ${index}: "${name}" cannot be ${JSON.stringify(value)}. Allowed: ${rule.allowed}.`,
      );
    }
  }
}

const isName = (value: unknown) => typeof value === 'string' && value !== '';
const isFlag = (value: unknown) => typeof value === 'boolean';
const isWhole = (from: number, to: number) => (value: unknown) =>
  Number.isInteger(value) && Number(value) >= from && Number(value) <= to;

const fieldRules: { readonly [K in keyof AwsFault]-?: FaultRule } = {
  service: { accepts: isName, allowed: 'a service such as "dynamodb"' },
  operation: { accepts: isName, allowed: 'an operation such as "PutItem"', required: true },
  account: { accepts: isName, allowed: 'an account such as "111122223333"' },
  error: { accepts: isName, allowed: 'an error such as "InternalServerError"', required: true },
  status: { accepts: isWhole(400, 599), allowed: 'an HTTP status from 400 to 599' },
  times: { accepts: isWhole(1, 1_000_000), allowed: 'a whole number of calls, 1 or more', required: true },
  afterAccept: { accepts: isFlag, allowed: 'true or false' },
  hangMs: { accepts: isWhole(0, 600_000), allowed: 'milliseconds, 0 to 600000' },
  reset: { accepts: isFlag, allowed: 'true or false' },
};

interface FaultRule {
  readonly accepts: (value: unknown) => boolean;
  readonly allowed: string;
  readonly required?: boolean;
}
