import {
  type CloudTrailClient,
  type Trail as DescribedTrail,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Trail } from '../core/account-facts.ts';
import type { Fact } from '../core/fact.ts';
import { ask, gatherFact } from './audit-fact.ts';
import { admitsRootWrites } from './selectors.ts';

/**
 * The trails that cover a Region: multi-Region trails of anywhere and the organisation's (both seen as shadow
 * trails), and the Region's own. Status and selectors are facts of their own, so that one refusal hides no trail.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
export function gatherTrails(
  cloudTrail: CloudTrailClient,
  account: string,
  region: string,
): Promise<Fact<readonly Trail[]>> {
  const call = 'cloudtrail:DescribeTrails';
  return gatherFact(call, async () => {
    const { trailList = [] } = await ask(call, () =>
      cloudTrail.send(new DescribeTrailsCommand({ includeShadowTrails: true })),
    );
    const here = trailList.filter(({ IsMultiRegionTrail, HomeRegion }) => {
      return IsMultiRegionTrail === true || HomeRegion === undefined || HomeRegion === region;
    });
    return Promise.all(here.map((trail) => examine(cloudTrail, account, trail)));
  });
}

async function examine(cloudTrail: CloudTrailClient, account: string, trail: DescribedTrail): Promise<Trail> {
  // A shadow trail is known by its ARN alone; its name means nothing outside its home Region and account.
  const name = trail.TrailARN ?? trail.Name ?? '';
  const [status, admits] = await Promise.all([
    gatherStatus(cloudTrail, name),
    gatherAdmission(cloudTrail, account, name, trail.IncludeGlobalServiceEvents),
  ]);
  return {
    name: trail.Name ?? name,
    multiRegion: trail.IsMultiRegionTrail === true,
    admitsRootWrites: admits,
    organization: trail.IsOrganizationTrail === true,
    ...(status.known ? status.value : { logging: status }),
  };
}

function gatherStatus(
  cloudTrail: CloudTrailClient,
  name: string,
): Promise<Fact<Pick<Trail, 'logging' | 'deliveryError' | 'deliveredAt'>>> {
  const call = 'cloudtrail:GetTrailStatus';
  return gatherFact(call, async () => {
    const status = await ask(call, () => cloudTrail.send(new GetTrailStatusCommand({ Name: name })));
    return {
      logging: { known: true, value: status.IsLogging === true },
      deliveryError: status.LatestDeliveryError || undefined,
      deliveredAt: status.LatestDeliveryTime?.getTime(),
    };
  });
}

async function gatherAdmission(
  cloudTrail: CloudTrailClient,
  account: string,
  name: string,
  includesGlobal: boolean | undefined,
): Promise<Fact<boolean>> {
  // Root's sign-ins and every IAM call are events of global services; without those, selectors do not matter.
  if (includesGlobal === false) return { known: true, value: false };
  const call = 'cloudtrail:GetEventSelectors';
  return gatherFact(call, async () => {
    const selectors = await ask(call, () =>
      cloudTrail.send(new GetEventSelectorsCommand({ TrailName: name })),
    );
    return admitsRootWrites(
      { basic: selectors.EventSelectors ?? [], advanced: selectors.AdvancedEventSelectors ?? [] },
      account,
    );
  });
}
