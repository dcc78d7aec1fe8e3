import { at, textAt } from '../../src/core/json.ts';
import type { AccountState } from './accounts.ts';
import { AwsError, common, ownKind } from './errors.ts';
import type { Call, Operation, Service, World } from './world.ts';

const describeTrails: Operation = (call, world) => {
  const asked = at(call.input, 'trailNameList');
  const names = Array.isArray(asked) && asked.length > 0 ? asked : undefined;
  const trails = trailsOf(call.account, world);
  return {
    trailList: trails.filter(
      ({ Name, TrailARN }) => names?.includes(Name) !== false || names.includes(TrailARN),
    ),
  };
};

const getTrailStatus: Operation = (call, world) => {
  trailNamed('Name', call, world);
  const started = 1_711_962_000;
  return call.account.trail === 'logging'
    ? {
        IsLogging: true,
        StartLoggingTime: started,
        LatestDeliveryTime: Math.floor(world.now() / 1_000) - 240,
      }
    : { IsLogging: false, StartLoggingTime: started, StopLoggingTime: started + 86_400 };
};

/** What CloudTrail answers for a trail whose selectors nobody touched. */
const getEventSelectors: Operation = (call, world) => ({
  TrailARN: trailNamed('TrailName', call, world).TrailARN,
  EventSelectors: [
    {
      ReadWriteType: 'All',
      IncludeManagementEvents: true,
      DataResources: [],
      ExcludeManagementEventSources: [],
    },
  ],
});

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

function trailsOf({ id, trail }: AccountState, { region, hubAccount }: World) {
  if (trail === 'none') return [];
  return [
    {
      Name: 'management-events',
      TrailARN: `arn:aws:cloudtrail:${region}:${id}:trail/management-events`,
      S3BucketName: `cloudtrail-logs-${id}`,
      HomeRegion: region,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      // The hub is the management account: its trail is the organisation's.
      IsOrganizationTrail: id === hubAccount,
      LogFileValidationEnabled: true,
      HasCustomEventSelectors: false,
      HasInsightSelectors: false,
    },
  ];
}

function trailNamed(parameter: string, call: Call, world: World) {
  const asked = textAt(call.input, parameter);
  if (asked === undefined)
    throw new AwsError(ownKind('InvalidTrailNameException', 400), 'Trail name cannot be blank!');
  if (asked.startsWith('arn:') && !/^arn:aws:cloudtrail:[a-z0-9-]+:\d{12}:trail\/.+$/.test(asked)) {
    throw new AwsError(ownKind('CloudTrailARNInvalidException', 400), `Invalid trail ARN: ${asked}`);
  }
  const found = trailsOf(call.account, world).find(
    ({ Name, TrailARN }) => asked === Name || asked === TrailARN,
  );
  if (found !== undefined) return found;
  // A foreign account's trail is denied, not missing.
  if (asked.startsWith('arn:') && !asked.includes(`:${call.account.id}:`)) {
    throw new AwsError(
      common.denied,
      `${call.caller.arn} is not authorized to perform this on resource: ${asked}`,
    );
  }
  throw new AwsError(
    ownKind('TrailNotFoundException', 400),
    `Unknown trail: ${asked} for the user: ${call.account.id}`,
  );
}
