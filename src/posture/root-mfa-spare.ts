import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict, verdict } from '../core/posture.ts';

const withoutMfa = known({ accessKeys: 0, mfaEnabled: false, passwordPresent: true, signingCertificates: 0 });

export default defineCheck({
  scope: 'account',
  title: { en: 'A spare MFA device for root', ko: '루트 예비 MFA 디바이스' },
  severity: 'low',
  needs: ['rootCredentials', 'rootMfaDevices'],
  judge,
  remedy: {
    en: [
      'Sign in as root and open Security credentials in the account menu.',
      'Under Multi-factor authentication (MFA), choose Assign MFA device once more; root may have eight.',
      'Keep the second device in another place, with another person. There is no API for this.',
    ],
    ko: [
      '루트로 로그인해 계정 메뉴에서 보안 자격 증명을 엽니다.',
      '멀티 팩터 인증(MFA)에서 MFA 디바이스 할당을 한 번 더 누릅니다. 루트는 8개까지 등록할 수 있습니다.',
      '두 번째 디바이스는 다른 사람이 다른 장소에 보관합니다. API로는 할 수 없습니다.',
    ],
  },
  guide: 'mfa',
  mappings: { 'KISA ISMS-P': '2.5.3' },
  examples: () => [
    { name: 'two devices', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'one device',
      facts: healthyAccount({ rootMfaDevices: known({ virtual: 0, fido: 1, token: 0 }) }),
      gives: 'warn',
    },
    {
      name: 'an installation that does not look with root sessions, or a management account, in which there are none',
      facts: healthyAccount({ rootMfaDevices: known(undefined) }),
      gives: 'not-applicable',
    },
    {
      name: 'two devices of different kinds',
      facts: healthyAccount({ rootMfaDevices: known({ virtual: 0, fido: 1, token: 0, other: 1 }) }),
      gives: 'pass',
    },
    {
      name: 'MFA is on, and the list of devices is empty',
      facts: healthyAccount({ rootMfaDevices: known({ virtual: 0, fido: 0, token: 0, other: 0 }) }),
      gives: 'unknown',
    },
    {
      name: 'an organization that does not manage root centrally',
      facts: healthyAccount({
        rootMfaDevices: { known: false, cause: 'central-root-off', call: 'sts:AssumeRoot' },
      }),
      gives: 'unknown',
    },
    {
      name: 'no MFA at all is another check',
      facts: healthyAccount({ rootCredentials: withoutMfa }),
      gives: 'not-applicable',
    },
    {
      name: 'AWS denies the root session',
      facts: healthyAccount({ rootMfaDevices: denied('sts:AssumeRoot') }),
      gives: 'unknown',
    },
  ],
});

function judge({
  rootCredentials,
  rootMfaDevices,
}: Pick<AccountFacts, 'rootCredentials' | 'rootMfaDevices'>): Verdict {
  if (!rootCredentials.known) return unknown(rootCredentials);
  const { mfaEnabled } = rootCredentials.value;
  if (mfaEnabled === undefined) return unknown({ cause: 'service-error', call: 'iam:GetAccountSummary' });
  if (!mfaEnabled)
    return verdict('not-applicable', 'Root has no MFA to count.', '세어 볼 루트 MFA가 없습니다.');
  if (!rootMfaDevices.known) return unknown(rootMfaDevices);
  const devices = rootMfaDevices.value;
  if (devices === undefined) {
    return verdict(
      'not-applicable',
      'Not counted: AWS shows the number of devices to root alone. Look in the console that there are two.',
      '세지 않았습니다. AWS는 디바이스 수를 루트에게만 보여 줍니다. 콘솔에서 두 개인지 확인하세요.',
    );
  }
  const count = devices.virtual + devices.fido + devices.token + (devices.other ?? 0);
  // The summary says that there is MFA, the list that there is no device: one of them is behind.
  if (count === 0) return unknown({ cause: 'service-error', call: 'iam:ListMFADevices' });
  if (count >= 2)
    return verdict('pass', `Root has ${count} MFA devices.`, `루트에 MFA 디바이스가 ${count}개 있습니다.`);
  return verdict(
    'warn',
    'Root has one MFA device only. Whoever loses it waits for AWS Support.',
    '루트에 MFA 디바이스가 하나뿐입니다. 잃어버리면 AWS Support의 처리를 기다려야 합니다.',
  );
}
