import { isAhead } from './clock-skew.ts';
import type { CanaryFlights } from './guard-facts.ts';
import type { Text } from './locale.ts';
import { causeWords, unknown, type Verdict, verdict } from './posture.ts';

const minute = 60_000;
const hour = 60 * minute;

/** CloudTrail tells of most calls within five minutes, and names no limit. */
const late = 15 * minute;
const lostAfter = hour;
/** One is sent every hour. */
const still = 3 * hour;

/** What canaries prove; `at` is when it was asked, ms since the epoch. The worst that they tell comes first. */
export function judgeFlights(flights: CanaryFlights | undefined, at: number): Verdict {
  if (flights === undefined) return neverSent;
  return stoodStill(flights, at) ?? overdue(flights, at) ?? doubtful(flights, at) ?? arrived(flights, at);
}

/** The first is sent in the minute after installing. */
const neverSent: Verdict = {
  outcome: 'unknown',
  says: {
    en: 'No canary was ever sent, so nothing is known of this. The first is due in the minute after installing.',
    ko: '카나리아를 보낸 적이 없어 알 수 없습니다. 첫 카나리아는 설치 후 1분 안에 보냅니다.',
  },
};

/** Nothing proves the path: RootGuard itself sends nothing, which is its own failure and no lack of knowledge. */
function stoodStill({ sentAt, since, refused: why }: CanaryFlights, at: number): Verdict | undefined {
  const ago = at - (sentAt ?? since);
  if (ago < still) return undefined;
  const hours = Math.floor(ago / hour);
  if (why === undefined)
    return verdict(
      'fail',
      `No canary was sent for ${hours} hours; one is due every hour. RootGuard's duties stand still.`,
      `${hours}시간 동안 카나리아를 보내지 못했습니다. 한 시간마다 보내야 합니다. RootGuard의 정기 작업이 멈춰 있습니다.`,
    );
  const cause = causeWords[why.cause];
  return verdict(
    'fail',
    `No canary could be sent for ${hours} hours: ${cause.en} (${why.call}). Nothing proves that an alert would come.`,
    `${hours}시간 동안 카나리아를 보낼 수 없었습니다: ${cause.ko} (${why.call}). 알림이 올 것이라는 증거가 없습니다.`,
  );
}

function overdue({ waitingSince }: CanaryFlights, at: number): Verdict | undefined {
  if (waitingSince === undefined || at - waitingSince < lostAfter) return undefined;
  const time = span(at - waitingSince);
  return verdict(
    'fail',
    `CloudTrail's event of the canary of ${time.en} ago did not come: what root does would not be told either.`,
    `${time.ko} 전 카나리아의 CloudTrail 이벤트가 오지 않았습니다. 루트 사용도 알 수 없을 것입니다.`,
  );
}

function doubtful({ sentAt, last, refused: why }: CanaryFlights, at: number): Verdict | undefined {
  if (why !== undefined) return unknown(why);
  const ahead = isAhead(sentAt ?? at, at) || (last !== undefined && isAhead(last.sentAt, last.arrivedAt));
  return ahead ? unknown({ cause: 'clock-skew', call: 'the last canary' }) : undefined;
}

function arrived({ last, waitingSince, lost, usual }: CanaryFlights, at: number): Verdict {
  const waited = waitingSince === undefined ? 0 : at - waitingSince;
  if (waited >= late) {
    const time = span(waited);
    return verdict(
      'warn',
      `CloudTrail's event of the canary of ${time.en} ago has not come yet. ${usually(usual).en}`,
      `${time.ko} 전 카나리아의 CloudTrail 이벤트가 아직 오지 않았습니다. ${usually(usual).ko}`,
    );
  }
  if (last === undefined)
    return verdict(
      'not-applicable',
      'The first canary is on its way. CloudTrail may take a quarter of an hour.',
      '첫 카나리아의 이벤트를 기다리고 있습니다. CloudTrail에서 15분까지 걸릴 수 있습니다.',
    );
  const took = last.arrivedAt - last.sentAt;
  const time = span(took);
  const gone: Text =
    lost === 0
      ? { en: '', ko: '' }
      : { en: ` Of the last day ${lost} never came.`, ko: ` 지난 하루 동안 ${lost}개가 오지 않았습니다.` };
  return verdict(
    took >= lostAfter ? 'fail' : took >= late || lost > 0 ? 'warn' : 'pass',
    `CloudTrail's event of the last canary came after ${time.en}.${gone.en} ${usually(usual).en}`,
    `마지막 카나리아의 CloudTrail 이벤트가 ${time.ko} 만에 왔습니다.${gone.ko} ${usually(usual).ko}`,
  );
}

/** The nearest rank: of two values the median is the lesser. */
function usually(usual: CanaryFlights['usual']): Text {
  if (usual === undefined) return { en: 'None came before.', ko: '이전에 온 것이 없습니다.' };
  const [half, most] = [span(usual.p50), span(usual.p95)];
  return {
    en: `Of the last ${usual.count}, half came within ${half.en} (p50) and 95% within ${most.en} (p95).`,
    ko: `최근 ${usual.count}개는 p50 ${half.ko}, p95 ${most.ko}입니다.`,
  };
}

function span(ms: number): Text {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 120) return { en: `${seconds} s`, ko: `${seconds}초` };
  const minutes = Math.floor(seconds / 60);
  return { en: `${minutes} min`, ko: `${minutes}분` };
}
