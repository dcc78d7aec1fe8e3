import type { Trail } from '../core/account-facts.ts';
import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import {
  type AccountFacts,
  defineCheck,
  exampleTime,
  unknown,
  type Verdict,
  verdict,
} from '../core/posture.ts';

const day = 24 * 3_600_000;
const trail: Trail = {
  name: 'management',
  multiRegion: true,
  logging: known(true),
  admitsRootWrites: known(true),
};

export default defineCheck({
  scope: 'account',
  title: { en: 'CloudTrail is logging', ko: 'CloudTrail 로깅' },
  severity: 'critical',
  needs: ['trails'],
  judge,
  remedy: {
    en: [
      'Open CloudTrail in the management account and choose Trails. Without a logging trail EventBridge hears nothing of root.',
      'Start the stopped trail (Start logging), or create one: all Regions, management events, read and write.',
      'On the command line: `aws cloudtrail start-logging --name TRAIL`.',
    ],
    ko: [
      '관리 계정에서 CloudTrail의 추적을 엽니다. 로깅 중인 추적이 없으면 EventBridge는 루트 이벤트를 받지 못합니다.',
      '중지된 추적의 로깅을 시작하거나 새로 만듭니다. 모든 리전, 관리 이벤트, 읽기와 쓰기를 선택합니다.',
      '명령줄에서는 `aws cloudtrail start-logging --name TRAIL`을 실행합니다.',
    ],
  },
  guide: 'trail',
  mappings: {
    ...cis('3.1', '3.1', '3.1', '4.1', '4.1'),
    'Security Hub': 'CloudTrail.1',
    Config: 'multi-region-cloudtrail-enabled',
    Prowler: 'cloudtrail_multi_region_enabled',
    'KISA ISMS-P': '2.9.4, 2.11.3',
  },
  examples: () => [
    { name: 'a multi-Region trail that logs', facts: healthyAccount(), gives: 'pass' },
    { name: 'no trail', facts: healthyAccount({ trails: known([]) }), gives: 'fail' },
    {
      name: 'the only trail is stopped',
      facts: healthyAccount({ trails: known([{ ...trail, logging: known(false) }]) }),
      gives: 'fail',
    },
    {
      name: 'a trail that records data events only',
      facts: healthyAccount({ trails: known([{ ...trail, admitsRootWrites: known(false) }]) }),
      gives: 'fail',
    },
    {
      name: 'a trail of one Region',
      facts: healthyAccount({ trails: known([{ ...trail, multiRegion: false }]) }),
      gives: 'warn',
    },
    {
      name: 'one trail is stopped, another logs',
      facts: healthyAccount({ trails: known([{ ...trail, logging: known(false) }, trail]) }),
      gives: 'pass',
    },
    {
      name: 'a trail that cannot deliver its files',
      facts: healthyAccount({ trails: known([{ ...trail, deliveryError: 'AccessDenied' }]) }),
      gives: 'warn',
    },
    {
      name: 'a trail that has delivered nothing for two days',
      facts: healthyAccount({ trails: known([{ ...trail, deliveredAt: exampleTime - 2 * day }]) }),
      gives: 'warn',
    },
    {
      name: 'a trail with the name of a selector that says nothing of its worth',
      facts: healthyAccount({
        trails: known([{ ...trail, name: 'Management events selector', admitsRootWrites: known(false) }]),
      }),
      gives: 'fail',
    },
    {
      name: 'AWS does not say whether the trail logs',
      facts: healthyAccount({ trails: known([{ ...trail, logging: denied('cloudtrail:GetTrailStatus') }]) }),
      gives: 'unknown',
    },
    {
      name: 'AWS denies the list',
      facts: healthyAccount({ trails: denied('cloudtrail:DescribeTrails') }),
      gives: 'unknown',
    },
  ],
});

function judge({ trails }: Pick<AccountFacts, 'trails'>, at: number): Verdict {
  if (!trails.known) return unknown(trails);
  if (trails.value.length === 0) {
    return {
      outcome: 'fail',
      says: {
        en: 'There is no trail: root could act unseen.',
        ko: '추적이 없습니다. 루트가 드러나지 않게 활동할 수 있습니다.',
      },
    };
  }
  const logging = trails.value.filter((trail) => isTrue(trail.logging) && isTrue(trail.admitsRootWrites));
  const everywhere = logging.filter(({ multiRegion }) => multiRegion);
  if (everywhere.some((trail) => delivers(trail, at))) {
    return verdict(
      'pass',
      'A multi-Region trail logs management events.',
      '다중 리전 추적이 관리 이벤트를 기록하고 있습니다.',
    );
  }
  if (everywhere.length > 0) {
    return verdict(
      'warn',
      'A trail logs, but CloudTrail could not deliver its files lately: look at its bucket and key.',
      '추적이 기록하고 있지만 CloudTrail이 최근에 파일을 전달하지 못했습니다. 버킷과 키를 확인하세요.',
    );
  }
  if (logging.length > 0) {
    return {
      outcome: 'warn',
      says: { en: 'A trail logs, but in one Region only.', ko: '추적이 한 리전에서만 기록하고 있습니다.' },
    };
  }
  // Some trail may log after all: a fact that could not be learnt is no proof that none does.
  const hidden = trails.value
    .flatMap((trail) => [trail.logging, trail.admitsRootWrites])
    .find((fact) => !fact.known);
  if (hidden !== undefined && !hidden.known) return unknown(hidden);
  return {
    outcome: 'fail',
    says: {
      en: 'No trail logs management events: it is stopped, or its event selectors leave them out. Root could act unseen.',
      ko: '관리 이벤트를 기록하는 추적이 없습니다. 중지되었거나 이벤트 선택기에서 빠져 있어 루트가 드러나지 않게 활동할 수 있습니다.',
    },
  };
}

/** CloudTrail delivers every few minutes; what older versions stored does not tell. */
function delivers({ deliveryError, deliveredAt }: Trail, at: number): boolean {
  return deliveryError === undefined && (deliveredAt === undefined || at - deliveredAt < day);
}

function isTrue(fact: Trail['logging']): boolean {
  return fact.known && fact.value;
}
