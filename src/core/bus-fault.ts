import type { BusPolicy } from './hub-facts.ts';
import { type Verdict, verdict } from './posture.ts';

/** What is wrong with the members' bus, whatever else there is: who is not heard, or who is that should not be. */
export function busFault(policy: BusPolicy): Verdict | undefined {
  const { exists, forMembers, members, ownRegions, anybody, organizations, accounts } = policy;
  if (!exists)
    return verdict(
      'fail',
      "The bus does not exist: neither members nor this account's other Regions are heard.",
      '버스가 없어 멤버와 이 계정의 다른 리전에서 이벤트가 오지 않습니다.',
    );
  if (anybody === 'admitted')
    return verdict(
      'fail',
      'Anybody in any AWS account may put events onto the bus.',
      '모든 AWS 계정의 누구나 버스에 이벤트를 넣을 수 있습니다.',
    );
  if (accounts.length > 0)
    return verdict(
      'fail',
      `These accounts may put events onto the bus, whatever organization they are in: ${accounts.join(', ')}.`,
      `다음 계정은 조직과 관계없이 버스에 이벤트를 넣을 수 있습니다: ${accounts.join(', ')}.`,
    );
  if (members === 'denied' || ownRegions === 'denied')
    return verdict(
      'fail',
      'The policy denies the role that forwards: members, or other Regions, are not heard.',
      '정책이 전달 역할을 거부하여 멤버나 다른 리전의 이벤트가 오지 않습니다.',
    );
  if (!forMembers || members !== 'not-admitted') return undefined;
  return organizations.length === 0
    ? verdict(
        'fail',
        'The policy does not admit the role by which members forward: they are not heard.',
        '정책이 멤버의 전달 역할을 허용하지 않아 멤버의 이벤트가 오지 않습니다.',
      )
    : verdict(
        'fail',
        `Only other organizations may put events onto the bus (${organizations.join(', ')}): members are not heard.`,
        `다른 조직만 버스에 이벤트를 넣을 수 있어(${organizations.join(', ')}) 멤버의 이벤트가 오지 않습니다.`,
      );
}
