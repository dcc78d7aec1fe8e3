import { defineGuide } from '../core/guide.ts';

export default defineGuide({
  title: { en: 'Delete root access keys', ko: '루트 액세스 키 삭제하기' },
  why: {
    en: 'Whoever holds a root access key can do everything in the account, without MFA, from anywhere. No task needs one.',
    ko: '루트 액세스 키를 가진 사람은 어디서든 MFA 없이 계정의 모든 작업을 할 수 있습니다. 루트 키가 꼭 필요한 작업은 없습니다.',
  },
  parts: [
    {
      heading: { en: 'In the console, as root', ko: '콘솔에서, 루트로' },
      steps: {
        en: [
          'Sign in as *Root user*, open the account menu at the top right and choose *Security credentials*.',
          'Under *Access keys*, look at *Last used*: whatever still uses the key needs an IAM role instead.',
          'Choose the key, then *Actions*, *Deactivate*. Wait until you are sure that nothing broke.',
          'Choose *Actions*, *Delete*, and type the key id to confirm. An inactive key can be switched on again, so do not leave it.',
        ],
        ko: [
          '"루트 사용자"로 로그인해 오른쪽 위 계정 메뉴에서 "보안 자격 증명"을 엽니다.',
          '"액세스 키"에서 "마지막 사용"을 확인하고, 아직 키를 쓰는 곳이 있으면 IAM 역할로 바꿉니다.',
          '키를 선택하고 "작업", "비활성화"를 누릅니다. 문제가 없는지 확인될 때까지 기다립니다.',
          '"작업", "삭제"를 누르고 키 ID를 입력해 확인합니다. 비활성 키는 다시 활성화될 수 있으므로 남겨 두지 마세요.',
        ],
      },
    },
    {
      heading: {
        en: 'In a member account, from the management account (central root access)',
        ko: '멤버 계정이라면, 관리 계정에서 (중앙 루트 액세스)',
      },
      steps: {
        en: [
          'Open IAM, *Root access management*, choose the account and *Take privileged action*, then *Delete root user credentials*.',
          'Or: `aws sts assume-root --target-principal 444455556666 --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials --duration-seconds 900`',
          'With those credentials: `aws iam list-access-keys`, then `aws iam delete-access-key --access-key-id KEY_ID`. RootGuard raises an alert for it: that is you.',
        ],
        ko: [
          'IAM의 "루트 액세스 관리"에서 계정을 고르고 "권한 있는 작업 수행", "루트 사용자 자격 증명 삭제"를 누릅니다.',
          '또는 `aws sts assume-root --target-principal 444455556666 --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials --duration-seconds 900`',
          '받은 자격 증명으로 `aws iam list-access-keys`, `aws iam delete-access-key --access-key-id KEY_ID`를 실행합니다. 이때 RootGuard가 알림을 보내는데, 본인의 작업입니다.',
        ],
      },
    },
  ],
  proof: {
    en: '`/rootguard check` says "Root has no access key" (AWS may take a few minutes).',
    ko: '`/rootguard check`에 "루트에 액세스 키가 없습니다"라고 나옵니다. AWS 반영에 몇 분 걸릴 수 있습니다.',
  },
});
