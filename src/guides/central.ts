import { defineGuide } from '../core/guide.ts';

export default defineGuide({
  title: { en: 'Manage root centrally in an organization', ko: '조직에서 루트를 중앙에서 관리하기' },
  why: {
    en: 'Member accounts need no root credentials at all: the management account can do the few tasks that need root, for minutes and on record.',
    ko: '멤버 계정에는 루트 자격 증명이 필요 없습니다. 루트가 필요한 몇 가지 작업은 관리 계정에서 짧은 시간 동안, 기록을 남기며 할 수 있습니다.',
  },
  parts: [
    {
      heading: { en: 'Enable it', ko: '활성화' },
      steps: {
        en: [
          'In the management account, open IAM, *Root access management*, *Enable*: *Root credentials management* and *Privileged root actions in member accounts*.',
          'Or: `aws organizations enable-aws-service-access --service-principal iam.amazonaws.com`, `aws iam enable-organizations-root-credentials-management`, `aws iam enable-organizations-root-sessions`.',
          'Name a security account as delegated administrator: `aws organizations register-delegated-administrator --account-id 444455556666 --service-principal iam.amazonaws.com`.',
        ],
        ko: [
          '관리 계정에서 IAM의 "루트 액세스 관리", "활성화"를 눌러 "루트 자격 증명 관리"와 "멤버 계정의 권한 있는 루트 작업"을 켭니다.',
          '또는 `aws organizations enable-aws-service-access --service-principal iam.amazonaws.com`, `aws iam enable-organizations-root-credentials-management`, `aws iam enable-organizations-root-sessions`를 실행합니다.',
          '보안 계정을 위임 관리자로 지정합니다: `aws organizations register-delegated-administrator --account-id 444455556666 --service-principal iam.amazonaws.com`.',
        ],
      },
    },
    {
      heading: { en: 'Then remove what is there', ko: '기존 자격 증명 제거' },
      steps: {
        en: [
          'Enabling removes nothing. For each member account choose *Take privileged action*, *Delete root user credentials*: password, keys, certificates and MFA go together.',
          'New member accounts have no root credentials from the start.',
          'Deny what is left with an SCP on root in member accounts, and exempt AssumeRoot sessions. SCPs do not bind the management account: give its root hardware MFA.',
        ],
        ko: [
          '활성화만으로는 아무것도 지워지지 않습니다. 멤버 계정마다 "권한 있는 작업 수행", "루트 사용자 자격 증명 삭제"를 누르면 암호, 키, 인증서, MFA가 함께 삭제됩니다.',
          '새 멤버 계정에는 처음부터 루트 자격 증명이 없습니다.',
          '멤버 계정의 루트를 SCP로 거부하되 AssumeRoot 세션은 예외로 둡니다. SCP는 관리 계정에 적용되지 않으므로 관리 계정 루트에는 하드웨어 MFA를 설정하세요.',
        ],
      },
    },
  ],
  proof: {
    en: '`/rootguard check` says "Root has no credentials" for the member account.',
    ko: '`/rootguard check`에서 멤버 계정에 "루트에 자격 증명이 없어"라고 나옵니다.',
  },
});
