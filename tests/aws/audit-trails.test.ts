import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { gatherTrails, type TrailsInQuestion } from '../../src/aws/audit-trails.ts';
import { answer, exampleAnswers } from './scripted-aws.ts';

const hub = '111122223333';
const arn = (name: string, region = 'us-east-1', account = hub) =>
  `arn:aws:cloudtrail:${region}:${account}:trail/${name}`;
const logging = answer({ IsLogging: true });
const allEvents = answer({ EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] });

const scripted = exampleAnswers();

async function gather(
  trailList: readonly object[],
  more: Parameters<typeof scripted.answers>[0] = {},
  question: Partial<TrailsInQuestion> = {},
) {
  scripted.answers({
    DescribeTrails: answer({ trailList }),
    GetTrailStatus: logging,
    GetEventSelectors: allEvents,
    ...more,
  });
  const settings = { ...scripted.settings(), maxAttempts: 1 };
  const client = new CloudTrailClient(settings);
  const cloudTrailIn = (region: string) => new CloudTrailClient({ ...settings, region });
  try {
    return await gatherTrails(
      { cloudTrail: client, cloudTrailIn },
      { account: hub, region: 'us-east-1', ...question },
    );
  } finally {
    client.destroy();
  }
}

const trail = (name: string, more: object = {}) => ({
  Name: name,
  TrailARN: arn(name),
  HomeRegion: 'us-east-1',
  IsMultiRegionTrail: false,
  IncludeGlobalServiceEvents: true,
  ...more,
});
const known = (value: boolean) => ({ known: true, value });

test('a trail of this Region alone counts, one of another Region does not', async () => {
  const elsewhere = trail('there', { HomeRegion: 'eu-west-1', TrailARN: arn('there', 'eu-west-1') });
  expect(await gather([trail('here'), elsewhere])).toEqual({
    known: true,
    value: [
      {
        name: 'here',
        multiRegion: false,
        organization: false,
        logging: known(true),
        admitsRootWrites: known(true),
        admitsRootReads: known(true),
      },
    ],
  });
});

test('a trail of all Regions counts wherever its home is, and is asked for by its ARN', async () => {
  const shadow = arn('everywhere', 'ap-northeast-2');
  const found = await gather([
    trail('everywhere', { HomeRegion: 'ap-northeast-2', IsMultiRegionTrail: true, TrailARN: shadow }),
  ]);
  expect(found).toMatchObject({ value: [{ name: 'everywhere', multiRegion: true }] });
  expect(scripted.inputs('DescribeTrails')).toEqual([{ includeShadowTrails: true }]);
  expect(scripted.inputs('GetTrailStatus')).toEqual([{ Name: shadow }]);
  expect(scripted.inputs('GetEventSelectors')).toEqual([{ TrailName: shadow }]);
});

test('a trail without global service events sees no sign-in, whatever its selectors', async () => {
  const found = await gather([trail('local', { IncludeGlobalServiceEvents: false })]);
  expect(found).toMatchObject({ value: [{ admitsRootWrites: known(false), admitsRootReads: known(false) }] });
  expect(scripted.inputs('GetEventSelectors')).toEqual([]);
});

test.each([
  ['of all Regions has them, since CloudTrail makes none without', true, known(true)],
  [
    'of one Region is not taken to have them',
    false,
    { known: false, cause: 'service-error', call: 'cloudtrail:DescribeTrails' },
  ],
])('where AWS does not say whether there are global service events, a trail %s', async (_name, all, fact) => {
  const found = await gather([
    trail('a', { IncludeGlobalServiceEvents: undefined, IsMultiRegionTrail: all }),
  ]);
  expect(found).toMatchObject({ value: [{ admitsRootWrites: fact, admitsRootReads: fact }] });
});

test('the selectors that CloudTrail tells are judged, basic and advanced', async () => {
  const reads = answer({ EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] });
  expect(await gather([trail('a')], { GetEventSelectors: reads })).toMatchObject({
    value: [{ admitsRootWrites: known(false) }],
  });
  const notRoot = answer({
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Management'] },
          { Field: 'userIdentity.arn', NotEquals: [`arn:aws:iam::${hub}:root`] },
        ],
      },
    ],
  });
  expect(await gather([trail('a')], { GetEventSelectors: notRoot })).toMatchObject({
    value: [{ admitsRootWrites: known(false) }],
  });
});

describe("an organisation's trail, as a member sees it", () => {
  const ofOrganisation = trail('org', {
    IsOrganizationTrail: true,
    TrailARN: arn('org', 'us-east-1', '444455556666'),
    IsMultiRegionTrail: true,
  });
  const refusal = { known: false, cause: 'access-denied', call: 'cloudtrail:GetEventSelectors' } as const;
  const deny = { GetEventSelectors: answer({ __type: 'AccessDeniedException' }, 400) };

  test('is judged by what the management account is told of it, which members are not asked for', async () => {
    const asked: string[] = [];
    const found = await gather([ofOrganisation], deny, {
      ofOrganization: async (name) => {
        asked.push(name);
        return { known: true, value: { basic: [{ ReadWriteType: 'WriteOnly' }], advanced: [] } };
      },
    });
    expect(found).toEqual({
      known: true,
      value: [
        {
          name: 'org',
          multiRegion: true,
          organization: true,
          logging: known(true),
          admitsRootWrites: known(true),
          admitsRootReads: known(false),
        },
      ],
    });
    expect(asked).toEqual([ofOrganisation.TrailARN]);
    expect(scripted.inputs('GetEventSelectors')).toEqual([]);
  });

  test("is judged by the member's own root: the selectors may leave it out", async () => {
    const advanced = [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Management'] },
          { Field: 'userIdentity.arn', NotEquals: [`arn:aws:iam::${hub}:root`] },
        ],
      },
    ];
    const found = await gather([ofOrganisation], deny, {
      ofOrganization: async () => ({ known: true, value: { basic: [], advanced } }),
    });
    expect(found).toMatchObject({ value: [{ admitsRootWrites: known(false) }] });
  });

  test('is asked for here if nobody else tells, and is unknown if that is denied, too', async () => {
    const ofOrganization: TrailsInQuestion['ofOrganization'] = async () => ({
      known: false,
      cause: 'throttled',
      call: 'cloudtrail:GetEventSelectors',
    });
    expect(await gather([ofOrganisation], {}, { ofOrganization })).toMatchObject({
      value: [{ admitsRootWrites: known(true) }],
    });
    expect(await gather([ofOrganisation], deny, { ofOrganization })).toMatchObject({
      value: [{ logging: known(true), admitsRootWrites: { ...refusal, cause: 'throttled' } }],
    });
    expect(await gather([ofOrganisation], deny)).toMatchObject({ value: [{ admitsRootWrites: refusal }] });
  });
});

test('when a trail was started and stopped, and when and how it last delivered, is told, in whose words CloudTrail has for it', async () => {
  const GetTrailStatus = answer({
    IsLogging: true,
    LatestDeliveryError: 'AccessDenied',
    LatestDeliveryTime: 1_795_000_000,
    StartLoggingTime: 1_794_000_000,
    StopLoggingTime: 1_793_000_000,
  });
  expect(await gather([trail('a')], { GetTrailStatus })).toMatchObject({
    value: [
      {
        deliveryError: 'AccessDenied',
        deliveredAt: 1_795_000_000_000,
        startedAt: 1_794_000_000_000,
        stoppedAt: 1_793_000_000_000,
      },
    ],
  });
});

test('a trail that does not say whether it logs is not taken to log', async () => {
  expect(await gather([trail('a')], { GetTrailStatus: answer({}) })).toMatchObject({
    value: [{ logging: known(false) }],
  });
});

test.each([
  ['a page of a proxy', '<html>Forbidden</html>', 403, 'access-denied'],
  ['half an answer', '{"trailList":', 200, 'service-error'],
  ['an outage', '{"__type":"InternalFailure"}', 500, 'service-error'],
])('%s is not taken for an account without trails', async (_name, body, status, cause) => {
  expect(await gather([], { DescribeTrails: answer(body, status) })).toEqual({
    known: false,
    cause,
    call: 'cloudtrail:DescribeTrails',
  });
});
