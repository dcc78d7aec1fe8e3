import { matchesPattern } from '../../../sandbox/aws/event-pattern.ts';
import type { JsonObject } from '../../../src/core/json.ts';

const event = {
  source: 'aws.signin',
  detail: {
    eventName: 'ConsoleLogin',
    userIdentity: { type: 'Root' },
    errorCode: null,
    count: 3,
    tags: ['red', 'green'],
    resources: [
      { kind: 'key', owner: 'kim' },
      { kind: 'role', owner: 'lee' },
    ],
  },
};

describe('a pattern lets through', () => {
  test.each<readonly [string, JsonObject]>([
    ['the very value', { source: ['aws.signin'] }],
    ['one of several values', { source: ['aws.iam', 'aws.signin'] }],
    ['a nested value', { detail: { userIdentity: { type: ['Root'] } } }],
    ['null and numbers as they are', { detail: { errorCode: [null], count: [3] } }],
    ['a list in which one value fits', { detail: { tags: ['green'] } }],
    ['a list of objects of which one fits', { detail: { resources: { kind: ['role'], owner: ['lee'] } } }],
    ['a prefix', { source: [{ prefix: 'aws.' }] }],
    ['a wildcard', { detail: { eventName: [{ wildcard: 'Con*Log*' }] } }],
    ['a suffix', { source: [{ suffix: '.signin' }] }],
    ['a prefix in other case', { source: [{ prefix: { 'equals-ignore-case': 'AWS.' } }] }],
    ['the same text in other case', { source: [{ 'equals-ignore-case': 'AWS.SignIn' }] }],
    ['anything but another value', { source: [{ 'anything-but': 'aws.iam' }] }],
    ['anything but other values', { source: [{ 'anything-but': ['aws.iam', 'aws.sts'] }] }],
    ['anything but another prefix', { source: [{ 'anything-but': { prefix: 'own.' } }] }],
    ['a field that is there', { detail: { eventName: [{ exists: true }] } }],
    ['a field that is null: it is there', { detail: { errorCode: [{ exists: true }] } }],
    ['a field that is not there', { detail: { readOnly: [{ exists: false }] } }],
    ['one branch of $or', { $or: [{ source: ['aws.iam'] }, { detail: { eventName: ['ConsoleLogin'] } }] }],
  ])('%s', (_, pattern) => {
    expect(matchesPattern(pattern, event)).toBe(true);
  });
});

describe('a pattern holds back', () => {
  test.each<readonly [string, JsonObject]>([
    ['another value', { source: ['aws.iam'] }],
    ['the same text in other case', { source: ['AWS.SIGNIN'] }],
    ['a text for a number', { detail: { count: ['3'] } }],
    ['an event in which one of two fields fits', { source: ['aws.signin'], detail: { eventName: ['x'] } }],
    ['what fits only half of each object', { detail: { resources: { kind: ['role'], owner: ['kim'] } } }],
    ['a missing field, whatever it must not be', { detail: { readOnly: [{ 'anything-but': 'x' }] } }],
    ['a refused value', { source: [{ 'anything-but': ['aws.signin'] }] }],
    ['a refused prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }],
    ['an object where a value must be', { detail: { userIdentity: [{ exists: true }] } }],
    ['a value where an object must be', { source: { name: ['aws.signin'] } }],
    ['every branch of $or', { $or: [{ source: ['aws.iam'] }, { source: ['aws.sts'] }] }],
    ['a branch of $or when the rest does not fit', { source: ['x'], $or: [{ id: ['1'] }, { id: ['2'] }] }],
    ['a star, which is no wildcard', { detail: { eventName: ['*'] } }],
  ])('%s', (_, pattern) => {
    expect(matchesPattern(pattern, event)).toBe(false);
  });
});

describe('a pattern is refused', () => {
  test.each<readonly [string, JsonObject]>([
    ['with a value that is in no list', { source: 'aws.signin' }],
    ['with an empty list', { source: [] }],
    ['with nothing in it', {}],
    ['with nothing in it, nested', { detail: {} }],
    ['with an operator that nobody modelled', { detail: { count: [{ numeric: ['>', 1] }] } }],
    ['with two operators in one matcher', { source: [{ prefix: 'a', suffix: 'b' }] }],
    ['with exists and no yes or no', { source: [{ exists: 'true' }] }],
    ['with an empty prefix', { source: [{ prefix: '' }] }],
    ['with a single branch of $or', { $or: [{ source: ['a'] }] }],
    ['with one field inside and outside of $or', { source: ['a'], $or: [{ source: ['a'] }, { id: ['1'] }] }],
  ])('%s', (_, pattern) => {
    expect(() => matchesPattern(pattern, event)).toThrow();
  });
});
