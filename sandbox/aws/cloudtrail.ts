import { at, textAt } from '../../src/core/json.ts';
import { AwsError, ownKind } from './errors.ts';
import { describeTrails, getEventSelectors, getTrailStatus } from './trails.ts';
import type { Operation, Service } from './world.ts';

/**
 * The event history, newest first, two a page; it is there whatever trails there are. A page may be empty and not the last: the
 * first one is. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
const lookupEvents: Operation = ({ account, input }, { history }) => {
  const attributes = at(input, 'LookupAttributes');
  const [wanted, ...more] = Array.isArray(attributes) ? attributes : [];
  if (more.length > 0)
    throw new AwsError(ownKind('InvalidLookupAttributesException', 400), 'One attribute at most.');
  const user = textAt(wanted, 'AttributeKey') === 'Username' ? textAt(wanted, 'AttributeValue') : undefined;
  const [from, until] = ['StartTime', 'EndTime'].map((name) => at(input, name));
  const fitting = (history.get(account.id) ?? [])
    .filter((record) => user === undefined || userNameOf(record) === user)
    .filter((record) => {
      const seconds = Date.parse(textAt(record, 'eventTime') ?? '') / 1_000;
      return (typeof from !== 'number' || seconds >= from) && (typeof until !== 'number' || seconds <= until);
    })
    .toReversed();
  const page = Number(textAt(input, 'NextToken') ?? 0);
  const shown = page === 0 ? [] : fitting.slice((page - 1) * 2, page * 2);
  return {
    Events: shown.map((record) => ({
      EventId: textAt(record, 'eventID'),
      EventName: textAt(record, 'eventName'),
      EventTime: Date.parse(textAt(record, 'eventTime') ?? '') / 1_000,
      Username: userNameOf(record),
      CloudTrailEvent: JSON.stringify(record),
    })),
    NextToken: page * 2 < fitting.length ? String(page + 1) : undefined,
  };
};

function userNameOf(record: unknown): string | undefined {
  return textAt(record, 'userIdentity', 'type') === 'Root'
    ? 'root'
    : textAt(record, 'userIdentity', 'userName');
}

/** CloudTrail, reading only. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/Welcome.html */
export const cloudTrail: Service = {
  dialect: { protocol: 'json-1.1', version: 'CloudTrail_20131101' },
  operations: {
    DescribeTrails: describeTrails,
    GetTrailStatus: getTrailStatus,
    GetEventSelectors: getEventSelectors,
    LookupEvents: lookupEvents,
  },
};
