import {
  type CloudTrailClient,
  type Trail as DescribedTrail,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Trail } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import type { AuditClients } from './audit-clients.ts';
import { AuditCallError, ask, gatherFact } from './audit-fact.ts';
import { type Admission, admitted, type Selectors } from './selectors.ts';

/** Whose trails are looked at, and from where. */
export interface TrailsInQuestion {
  readonly account: string;
  readonly region: string;
  /** Tells the selectors of a trail that is the organisation's; members are not told. */
  readonly ofOrganization?: (arn: string) => Promise<Fact<Selectors>>;
}

/**
 * The trails that cover a Region: multi-Region trails of anywhere and the organisation's (both seen as shadow
 * trails), and the Region's own. Status and selectors are facts of their own, so that one refusal hides no trail.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
export function gatherTrails(
  clients: CloudTrailClients,
  question: TrailsInQuestion,
): Promise<Fact<readonly Trail[]>> {
  const call = 'cloudtrail:DescribeTrails';
  return gatherFact(call, async () => {
    const { trailList = [] } = await ask(call, () =>
      clients.cloudTrail.send(new DescribeTrailsCommand({ includeShadowTrails: true })),
    );
    const here = trailList.filter(({ IsMultiRegionTrail, HomeRegion }) => {
      return IsMultiRegionTrail === true || HomeRegion === undefined || HomeRegion === question.region;
    });
    return Promise.all(here.map((trail) => examine(clients, question, trail)));
  });
}

/** CloudTrail where an account is asked, and in other Regions. */
export type CloudTrailClients = Pick<AuditClients, 'cloudTrail' | 'cloudTrailIn'>;

/**
 * What decides which management events a trail records. CloudTrail tells it in the trail's home Region alone: elsewhere a trail of all
 * Regions is a shadow, whose status is told by its ARN and whose selectors are not found.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html
 */
export function gatherSelectors(
  clients: CloudTrailClients,
  trail: string,
  here: string,
): Promise<Fact<Selectors>> {
  const call = 'cloudtrail:GetEventSelectors';
  const [, , , home = here] = trail.split(':');
  return gatherFact(call, async () => {
    const client = home === here ? clients.cloudTrail : clients.cloudTrailIn(home);
    try {
      const { EventSelectors: basic = [], AdvancedEventSelectors: advanced = [] } = await ask(call, () =>
        client.send(new GetEventSelectorsCommand({ TrailName: trail })),
      );
      return { basic, advanced };
    } finally {
      if (client !== clients.cloudTrail) client.destroy();
    }
  });
}

async function examine(
  clients: CloudTrailClients,
  question: TrailsInQuestion,
  trail: DescribedTrail,
): Promise<Trail> {
  const name = nameOf(trail);
  const [status, admission] = await Promise.all([
    gatherStatus(clients.cloudTrail, name),
    gatherAdmission(clients, question, trail),
  ]);
  const part = (of: keyof Admission): Fact<boolean> =>
    admission.known ? { known: true, value: admission.value[of] } : admission;
  return {
    name: trail.Name ?? name,
    multiRegion: trail.IsMultiRegionTrail === true,
    admitsRootWrites: part('writes'),
    admitsRootReads: part('reads'),
    organization: trail.IsOrganizationTrail === true,
    ...(status.known ? status.value : { logging: status }),
  };
}

/** A shadow trail is known by its ARN alone; its name means nothing outside its home Region and account. */
function nameOf({ TrailARN, Name }: DescribedTrail): string {
  return TrailARN ?? Name ?? '';
}

type Status = Pick<Trail, 'logging' | 'deliveryError' | 'deliveredAt' | 'startedAt' | 'stoppedAt'>;

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html */
function gatherStatus(cloudTrail: CloudTrailClient, name: string): Promise<Fact<Status>> {
  const call = 'cloudtrail:GetTrailStatus';
  return gatherFact(call, async () => {
    const status = await ask(call, () => cloudTrail.send(new GetTrailStatusCommand({ Name: name })));
    return {
      logging: { known: true, value: status.IsLogging === true },
      deliveryError: status.LatestDeliveryError || undefined,
      deliveredAt: status.LatestDeliveryTime?.getTime(),
      startedAt: status.StartLoggingTime?.getTime(),
      stoppedAt: status.StopLoggingTime?.getTime(),
    };
  });
}

async function gatherAdmission(
  clients: CloudTrailClients,
  question: TrailsInQuestion,
  trail: DescribedTrail,
): Promise<Fact<Admission>> {
  const call = 'cloudtrail:DescribeTrails';
  return gatherFact(call, async () => {
    // Root's sign-ins and every IAM call are events of global services; without those, selectors do not matter.
    if (!includesGlobal(trail)) return { writes: false, reads: false };
    const selectors = await selectorsOf(clients, question, trail);
    if (!selectors.known) throw new AuditCallError(selectors.call, selectors.cause);
    return admitted(selectors.value, question.account);
  });
}

/**
 * CloudTrail makes no multi-Region trail without global service events ("Multi-Region trail must include global service events"). Of
 * another one that does not tell, nothing is known. Throws AuditCallError.
 */
function includesGlobal({ IncludeGlobalServiceEvents, IsMultiRegionTrail }: DescribedTrail): boolean {
  if (IncludeGlobalServiceEvents !== undefined) return IncludeGlobalServiceEvents;
  if (IsMultiRegionTrail === true) return true;
  throw new AuditCallError('cloudtrail:DescribeTrails', 'service-error');
}

/**
 * AWS denies members the selectors of their organisation's trail, so whoever may see them is asked first, once for all members; and
 * the account itself if that one does not tell.
 */
async function selectorsOf(
  clients: CloudTrailClients,
  { account, region, ofOrganization }: TrailsInQuestion,
  trail: DescribedTrail,
): Promise<Fact<Selectors>> {
  const name = nameOf(trail);
  const isForeign = trail.IsOrganizationTrail === true && name.split(':')[4] !== account;
  if (!isForeign || ofOrganization === undefined) return gatherSelectors(clients, name, region);
  const told = await ofOrganization(name);
  if (told.known) return told;
  const own = await gatherSelectors(clients, name, region);
  return own.known ? own : told;
}
