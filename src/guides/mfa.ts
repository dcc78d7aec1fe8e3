import { defineGuide } from '../core/guide.ts';

export default defineGuide({
  title: { en: 'Give root MFA', ko: '루트에 MFA 설정하기' },
  why: {
    en: 'Without MFA, the root password or the root mailbox is enough to own the account. A passkey or security key is best: it cannot be phished.',
    ko: 'MFA가 없으면 루트 암호나 루트 메일함만으로 계정을 차지할 수 있습니다. 피싱되지 않는 패스키나 보안 키가 가장 좋습니다.',
  },
  parts: [
    {
      heading: { en: 'Begin (there is no API for this)', ko: '시작하기 (API로는 할 수 없습니다)' },
      steps: {
        en: [
          'Sign in as *Root user*, open the account menu at the top right and choose *Security credentials*.',
          'Under *Multi-factor authentication (MFA)*, choose *Assign MFA device* and give it a name that says who keeps it.',
        ],
        ko: [
          '"루트 사용자"로 로그인해 오른쪽 위 계정 메뉴에서 "보안 자격 증명"을 엽니다.',
          '"멀티 팩터 인증(MFA)"에서 "MFA 디바이스 할당"을 누르고, 누가 보관하는지 알 수 있는 이름을 정합니다.',
        ],
      },
    },
    {
      heading: { en: 'A passkey or security key (FIDO2, U2F)', ko: '패스키 또는 보안 키 (FIDO2, U2F)' },
      steps: {
        en: [
          'Choose *Passkey or security key*, then *Next*.',
          'Insert the key and touch it, or confirm with the phone or computer that will hold the passkey.',
        ],
        ko: [
          '"패스키 또는 보안 키"를 고르고 "다음"을 누릅니다.',
          '키를 꽂고 터치하거나, 패스키를 보관할 휴대폰이나 컴퓨터에서 확인합니다.',
        ],
      },
    },
    {
      heading: { en: 'An authenticator app (virtual MFA)', ko: '인증 관리자 앱 (가상 MFA)' },
      steps: {
        en: [
          'Choose *Authenticator app*, *Show QR code*, and scan it with the app. Whoever copies this code copies the device.',
          'Type two codes that follow each other, then *Add MFA*.',
        ],
        ko: [
          '"인증 관리자 앱"을 고르고 "QR 코드 표시"를 눌러 앱으로 스캔합니다. 이 코드를 복사하면 디바이스가 복제되니 주의하세요.',
          '연속된 코드 두 개를 입력하고 "MFA 추가"를 누릅니다.',
        ],
      },
    },
    {
      heading: { en: 'A hardware TOTP token', ko: '하드웨어 TOTP 토큰' },
      steps: {
        en: [
          'Choose *Hardware TOTP token* and type the serial number on its back.',
          'Press its button, type the code, wait 30 seconds, type the next one, then *Add MFA*.',
        ],
        ko: [
          '"하드웨어 TOTP 토큰"을 고르고 뒷면의 일련번호를 입력합니다.',
          '버튼을 눌러 나온 코드를 입력하고, 30초 뒤 다음 코드를 입력한 다음 "MFA 추가"를 누릅니다.',
        ],
      },
    },
    {
      heading: { en: 'A spare', ko: '예비 디바이스' },
      steps: {
        en: [
          'Assign a second device (root may have eight) and keep it in another place.',
          'Remove the authenticator app once you have two keys: any one device is enough to sign in.',
        ],
        ko: [
          '두 번째 디바이스를 할당해 다른 장소에 보관합니다(루트는 8개까지 가능).',
          '보안 키가 두 개가 되면 인증 관리자 앱을 제거합니다. 디바이스 하나만으로 로그인할 수 있기 때문입니다.',
        ],
      },
    },
  ],
  proof: {
    en: '`/rootguard check` says "Root has MFA", and "hardware MFA" once no authenticator app is left.',
    ko: '`/rootguard check`에 "루트에 MFA가 있습니다"라고 나오고, 인증 관리자 앱이 없으면 "하드웨어 MFA"라고 나옵니다.',
  },
});
