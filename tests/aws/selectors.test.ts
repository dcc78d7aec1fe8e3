import { type AdvancedSelector, admitted, type BasicSelector } from '../../src/aws/selectors.ts';

const account = '111122223333';
const basic = (...selectors: readonly BasicSelector[]) =>
  admitted({ basic: selectors, advanced: [] }, account);
const advanced = (...selectors: readonly AdvancedSelector[]) =>
  admitted({ basic: [], advanced: selectors }, account);

const management = { Field: 'eventCategory', Equals: ['Management'] };
const fields = (...more: NonNullable<AdvancedSelector['FieldSelectors']>) => ({
  FieldSelectors: [management, ...more],
});

test('a trail without selectors records everything', () => {
  expect(basic()).toEqual({ writes: true, reads: true });
});

test.each<[string, readonly BasicSelector[], boolean]>([
  ['reads and writes', [{ ReadWriteType: 'All', IncludeManagementEvents: true }], true],
  ['writes alone', [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }], true],
  ['reads alone', [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }], false],
  ['what is left out, which means all', [{}], true],
  ['data events alone', [{ ReadWriteType: 'All', IncludeManagementEvents: false }], false],
  ['reads here and writes there', [{ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' }], true],
  ['everything but KMS', [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }], true],
  ['everything but IAM', [{ ExcludeManagementEventSources: ['iam.amazonaws.com'] }], false],
])('basic selectors that record %s', (_name, selectors, expected) => {
  expect(basic(...selectors).writes).toBe(expected);
});

test.each<[string, readonly AdvancedSelector[], boolean]>([
  ['management events', [fields()], true],
  ['management events under any name at all', [{ ...fields(), Name: 'x' } as AdvancedSelector], true],
  ['data events', [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }], false],
  ['writes', [fields({ Field: 'readOnly', Equals: ['false'] })], true],
  ['reads', [fields({ Field: 'readOnly', Equals: ['true'] })], false],
  ['reads or writes', [fields({ Field: 'readOnly', Equals: ['true', 'false'] })], true],
  [
    'data events, and management events',
    [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }, fields()],
    true,
  ],
  ['all but KMS', [fields({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] })], true],
  [
    'all but KMS and sign-in',
    [fields({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com', 'signin.amazonaws.com'] })],
    false,
  ],
  ['sign-in alone', [fields({ Field: 'eventSource', Equals: ['signin.amazonaws.com'] })], false],
  [
    'sign-in here and the rest there',
    [
      fields({ Field: 'eventSource', Equals: ['signin.amazonaws.com'] }),
      fields({ Field: 'eventSource', NotEquals: ['signin.amazonaws.com'] }),
    ],
    true,
  ],
  ['sources that end as all do', [fields({ Field: 'eventSource', EndsWith: ['.amazonaws.com'] })], true],
  ['sources that do not end so', [fields({ Field: 'eventSource', NotEndsWith: ['.amazonaws.com'] })], false],
  ['sources that start with s', [fields({ Field: 'eventSource', StartsWith: ['s'] })], false],
  [
    'sources that start with s, e or i',
    [fields({ Field: 'eventSource', StartsWith: ['s', 'e', 'i'] })],
    true,
  ],
  ['names that do not start with Create', [fields({ Field: 'eventName', NotStartsWith: ['Create'] })], false],
  [
    'names that do not start with Describe',
    [fields({ Field: 'eventName', NotStartsWith: ['Describe'] })],
    true,
  ],
  ['API calls alone', [fields({ Field: 'eventType', Equals: ['AwsApiCall'] })], false],
  [
    'everybody but root',
    [fields({ Field: 'userIdentity.arn', NotEquals: [`arn:aws:iam::${account}:root`] })],
    false,
  ],
  [
    'everybody but another root',
    [fields({ Field: 'userIdentity.arn', NotEquals: ['arn:aws:iam::444455556666:root'] })],
    true,
  ],
  ['all roots', [fields({ Field: 'userIdentity.arn', EndsWith: [':root'] })], true],
  [
    'alternatives of two operators',
    [
      fields({
        Field: 'eventSource',
        Equals: ['signin.amazonaws.com', 'ec2.amazonaws.com'],
        StartsWith: ['iam.'],
      }),
    ],
    true,
  ],
  [
    'what one operator selects and another refuses',
    [fields({ Field: 'eventSource', EndsWith: ['.com'], NotStartsWith: ['iam'] })],
    false,
  ],
  [
    'a field that management events lack',
    [fields({ Field: 'resources.type', Equals: ['AWS::S3::Object'] })],
    false,
  ],
  [
    'anything but a field that they lack',
    [fields({ Field: 'resources.type', NotEquals: ['AWS::S3::Object'] })],
    true,
  ],
  [
    'empty lists of values, which say nothing',
    [fields({ Field: 'eventName', Equals: [], NotEquals: [] })],
    true,
  ],
  ['a field named like an object’s own', [fields({ Field: 'constructor', Equals: ['x'] })], false],
  ['nothing at all', [{ FieldSelectors: [] }], false],
  ['nothing that is told', [{}], false],
])('advanced selectors that record %s', (_name, selectors, expected) => {
  expect(advanced(...selectors).writes).toBe(expected);
});

describe('what root reads', () => {
  test.each<[string, readonly BasicSelector[], boolean]>([
    ['reads and writes', [{ ReadWriteType: 'All', IncludeManagementEvents: true }], true],
    ['writes alone', [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }], false],
    ['reads alone', [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }], true],
    ['what is left out, which means all', [{}], true],
    ['reads here and writes there', [{ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' }], true],
    ['reads of data alone', [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: false }], false],
    ['everything but IAM', [{ ExcludeManagementEventSources: ['iam.amazonaws.com'] }], false],
  ])('basic selectors that record %s', (_name, selectors, expected) => {
    expect(basic(...selectors).reads).toBe(expected);
  });

  test.each<[string, readonly AdvancedSelector[], boolean]>([
    ['management events', [fields()], true],
    ['writes', [fields({ Field: 'readOnly', Equals: ['false'] })], false],
    ['what is not a read', [fields({ Field: 'readOnly', NotEquals: ['true'] })], false],
    ['reads', [fields({ Field: 'readOnly', Equals: ['true'] })], true],
    [
      'names that do not start with Describe',
      [fields({ Field: 'eventName', NotStartsWith: ['Describe'] })],
      false,
    ],
    [
      'everybody but root',
      [fields({ Field: 'userIdentity.arn', NotEquals: [`arn:aws:iam::${account}:root`] })],
      false,
    ],
  ])('advanced selectors that record %s', (_name, selectors, expected) => {
    expect(advanced(...selectors).reads).toBe(expected);
  });
});
