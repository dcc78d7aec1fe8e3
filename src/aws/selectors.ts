/** A basic event selector of CloudTrail, as GetEventSelectors tells it. */
export interface BasicSelector {
  readonly ReadWriteType?: string | undefined;
  /** True if left out. */
  readonly IncludeManagementEvents?: boolean | undefined;
  readonly ExcludeManagementEventSources?: readonly string[] | undefined;
}

/** An advanced event selector: all its fields must agree. */
export interface AdvancedSelector {
  readonly FieldSelectors?: readonly FieldSelector[] | undefined;
}

/** One field of an advanced event selector, with its six operators. */
export interface FieldSelector {
  readonly Field?: string | undefined;
  readonly Equals?: readonly string[] | undefined;
  readonly StartsWith?: readonly string[] | undefined;
  readonly EndsWith?: readonly string[] | undefined;
  readonly NotEquals?: readonly string[] | undefined;
  readonly NotStartsWith?: readonly string[] | undefined;
  readonly NotEndsWith?: readonly string[] | undefined;
}

/** Everything that decides which management events a trail records. */
export interface Selectors {
  readonly basic: readonly BasicSelector[];
  readonly advanced: readonly AdvancedSelector[];
}

/** What a trail records of an account's root user. */
export interface Admission {
  /** The sign-in and the first acts of somebody who takes an account over, every one of them. */
  readonly writes: boolean;
  /** How they look around. */
  readonly reads: boolean;
}

/**
 * What a trail records of what an account's root user changes, and reads. A trail with no selectors records all management
 * events. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
export function admitted({ basic, advanced }: Selectors, account: string): Admission {
  const untouched = basic.length === 0 && advanced.length === 0;
  const admits = (records: readonly RecordFields[]) =>
    untouched ||
    records.every(
      (record) =>
        basic.some((selector) => basicAdmits(selector, record)) ||
        advanced.some((selector) => advancedAdmits(selector, record)),
    );
  return { writes: admits(writes(account)), reads: admits(reads(account)) };
}

/** The fields of a record that selectors of management events may ask for. */
type RecordFields = Readonly<Record<string, string>>;

function byRootOf(account: string) {
  return {
    eventCategory: 'Management',
    eventType: 'AwsApiCall',
    'userIdentity.arn': `arn:aws:iam::${account}:root`,
  };
}

function reads(account: string): readonly RecordFields[] {
  const byRoot = { ...byRootOf(account), readOnly: 'true' };
  return [
    { ...byRoot, eventSource: 'iam.amazonaws.com', eventName: 'ListUsers' },
    { ...byRoot, eventSource: 'sts.amazonaws.com', eventName: 'GetCallerIdentity' },
    { ...byRoot, eventSource: 's3.amazonaws.com', eventName: 'ListBuckets' },
    { ...byRoot, eventSource: 'ec2.amazonaws.com', eventName: 'DescribeInstances' },
  ];
}

function writes(account: string): readonly RecordFields[] {
  const byRoot = { ...byRootOf(account), readOnly: 'false' };
  const iam = { ...byRoot, eventSource: 'iam.amazonaws.com' };
  return [
    {
      ...byRoot,
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      eventType: 'AwsConsoleSignIn',
    },
    { ...iam, eventName: 'DeactivateMFADevice' },
    { ...iam, eventName: 'CreateAccessKey' },
    { ...byRoot, eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' },
  ];
}

function basicAdmits(selector: BasicSelector, record: RecordFields): boolean {
  if (selector.IncludeManagementEvents === false) return false;
  if (selector.ExcludeManagementEventSources?.includes(record.eventSource ?? '')) return false;
  return (selector.ReadWriteType ?? 'All') !== (record.readOnly === 'true' ? 'WriteOnly' : 'ReadOnly');
}

/** A selector without fields would admit anything; CloudTrail refuses to store one, so it proves nothing. */
function advancedAdmits({ FieldSelectors = [] }: AdvancedSelector, record: RecordFields): boolean {
  return FieldSelectors.length > 0 && FieldSelectors.every((field) => fieldAdmits(field, record));
}

/**
 * Values and operators that select are alternatives; any one that deselects is enough to refuse.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
function fieldAdmits(field: FieldSelector, record: RecordFields): boolean {
  const key = field.Field ?? '';
  // A field that the record lacks can be selected by no value, and deselected by none.
  const value = Object.hasOwn(record, key) ? record[key] : undefined;
  if (value !== undefined && anyMatch(value, field.NotEquals, field.NotStartsWith, field.NotEndsWith))
    return false;
  const selects = [field.Equals, field.StartsWith, field.EndsWith].some(
    (values) => (values ?? []).length > 0,
  );
  if (!selects) return true;
  return value !== undefined && anyMatch(value, field.Equals, field.StartsWith, field.EndsWith);
}

type Values = readonly string[] | undefined;

function anyMatch(value: string, exact: Values, starts: Values, ends: Values): boolean {
  return (
    (exact ?? []).some((wanted) => value === wanted) ||
    (starts ?? []).some((wanted) => value.startsWith(wanted)) ||
    (ends ?? []).some((wanted) => value.endsWith(wanted))
  );
}
