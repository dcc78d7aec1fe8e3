import { at, flagAt, textAt } from '../../src/core/json.ts';
import type { AccountState } from './accounts.ts';
import { AwsError, common, ownKind } from './errors.ts';
import type { Call, Operation, World } from './world.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html */
export const describeTrails: Operation = (call, world) => {
  const asked = at(call.input, 'trailNameList');
  const names = Array.isArray(asked) && asked.length > 0 ? asked : undefined;
  const shadows = flagAt(call.input, 'includeShadowTrails') !== false;
  return {
    trailList: trailsOf(call.account, world)
      .filter(({ TrailARN }) => shadows || isOwn(TrailARN, call.account))
      // A name is a name in this account alone; a shadow trail is known by its ARN.
      .filter(
        ({ Name, TrailARN }) =>
          names === undefined ||
          names.includes(TrailARN) ||
          (names.includes(Name) && isOwn(TrailARN, call.account)),
      ),
  };
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html */
export const getTrailStatus: Operation = (call, world) => {
  const { TrailARN } = trailNamed('Name', call, world);
  const { trail, trailDelivers } = world.accounts.get(TrailARN.split(':')[4] ?? '') ?? call.account;
  const seconds = Math.floor(world.now() / 1_000);
  const started = 1_711_962_000;
  if (trail === 'stopped')
    return { IsLogging: false, StartLoggingTime: started, StopLoggingTime: started + 86_400 };
  return {
    IsLogging: true,
    StartLoggingTime: trail === 'restarted' ? seconds - 3_600 : started,
    ...(trail === 'restarted' && { StopLoggingTime: seconds - 2 * 3_600 }),
    ...(trailDelivers === 'no' && { LatestDeliveryError: 'AccessDenied' }),
    LatestDeliveryTime: seconds + { yes: -240, no: -3 * 86_400, ahead: 86_400 }[trailDelivers],
  };
};

/** Of an organization's trail they are told in its own account alone. */
export const getEventSelectors: Operation = (call, world) => {
  const { TrailARN } = trailNamed('TrailName', call, world);
  if (!isOwn(TrailARN, call.account)) throw foreign(TrailARN, call);
  return {
    TrailARN,
    EventSelectors: [
      {
        ReadWriteType: call.account.trailRecords === 'writes' ? 'WriteOnly' : 'All',
        IncludeManagementEvents: call.account.trailRecords !== 'data',
        DataResources: [],
        ExcludeManagementEventSources: [],
      },
    ],
  };
};

/** Whether CloudTrail tells EventBridge what happens in an account. */
export function isRecording(account: AccountState, world: World): boolean {
  const { trail } = account.trail === 'organization' ? hubOf(world) : account;
  return trail === 'logging' || trail === 'restarted';
}

function hubOf({ accounts, hubAccount }: World): Pick<AccountState, 'trail'> {
  return accounts.get(hubAccount) ?? { trail: 'none' };
}

function trailsOf({ id, trail }: AccountState, world: World) {
  if (trail === 'none') return [];
  if (trail !== 'organization') return [trailOf(id, world)];
  // In members it is a shadow of the one in the management account.
  const isThere = world.central.exists && id !== world.hubAccount && hubOf(world).trail !== 'none';
  return isThere ? [trailOf(world.hubAccount, world)] : [];
}

function trailOf(id: string, { region, hubAccount }: World) {
  return {
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
  };
}

function isOwn(arn: string, { id }: AccountState): boolean {
  return arn.includes(`:${id}:`);
}

function trailNamed(parameter: string, call: Call, world: World) {
  const asked = textAt(call.input, parameter);
  if (asked === undefined)
    throw new AwsError(ownKind('InvalidTrailNameException', 400), 'Trail name cannot be blank!');
  if (asked.startsWith('arn:') && !/^arn:aws:cloudtrail:[a-z0-9-]+:\d{12}:trail\/.+$/.test(asked)) {
    throw new AwsError(ownKind('CloudTrailARNInvalidException', 400), `Invalid trail ARN: ${asked}`);
  }
  const found = trailsOf(call.account, world).find(
    ({ Name, TrailARN }) => asked === TrailARN || (asked === Name && isOwn(TrailARN, call.account)),
  );
  if (found !== undefined) return found;
  // A foreign account's trail is denied, not missing.
  if (asked.startsWith('arn:') && !isOwn(asked, call.account)) throw foreign(asked, call);
  throw new AwsError(
    ownKind('TrailNotFoundException', 400),
    `Unknown trail: ${asked} for the user: ${call.account.id}`,
  );
}

function foreign(arn: string, { caller }: Call): AwsError {
  return new AwsError(common.denied, `${caller.arn} is not authorized to perform this on resource: ${arn}`);
}
