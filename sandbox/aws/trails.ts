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
      .filter((trail) => shadows || isHere(trail, call))
      // A name is a name in this account alone; a shadow trail is known by its ARN.
      .filter(
        (trail) =>
          names === undefined ||
          names.includes(trail.TrailARN) ||
          (names.includes(trail.Name) && isHere(trail, call)),
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

/** They are told in a trail's home Region alone, and of an organization's trail in its own account alone. */
export const getEventSelectors: Operation = (call, world) => {
  const { TrailARN, HomeRegion } = trailNamed('TrailName', call, world);
  if (!isOwn(TrailARN, call.account)) throw foreign(TrailARN, call);
  if (HomeRegion !== call.region) throw notFound(TrailARN, call);
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

function trailsOf({ id, trail, trailRegion }: AccountState, world: World) {
  if (trail === 'none') return [];
  if (trail !== 'organization') return [trailOf({ id, trailRegion }, world)];
  // In members it is a shadow of the one in the management account.
  const hub = world.accounts.get(world.hubAccount);
  const isThere =
    world.central.exists && id !== world.hubAccount && hub !== undefined && hub.trail !== 'none';
  return isThere ? [trailOf(hub, world)] : [];
}

function trailOf(
  { id, trailRegion: region }: Pick<AccountState, 'id' | 'trailRegion'>,
  { hubAccount }: World,
) {
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

/** Whether a trail is no shadow of one elsewhere. */
function isHere(trail: { readonly TrailARN: string; readonly HomeRegion: string }, call: Call): boolean {
  return isOwn(trail.TrailARN, call.account) && trail.HomeRegion === call.region;
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
    (trail) => asked === trail.TrailARN || (asked === trail.Name && isHere(trail, call)),
  );
  if (found !== undefined) return found;
  // A foreign account's trail is denied, not missing.
  if (asked.startsWith('arn:') && !isOwn(asked, call.account)) throw foreign(asked, call);
  throw notFound(asked, call);
}

function notFound(trail: string, { account }: Call): AwsError {
  return new AwsError(
    ownKind('TrailNotFoundException', 400),
    `Unknown trail: ${trail} for the user: ${account.id}`,
  );
}

function foreign(arn: string, { caller }: Call): AwsError {
  return new AwsError(common.denied, `${caller.arn} is not authorized to perform this on resource: ${arn}`);
}
