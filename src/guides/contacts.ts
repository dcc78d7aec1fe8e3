import { defineGuide } from '../core/guide.ts';

export default defineGuide({
  title: { en: 'Set alternate contacts and the root mailbox', ko: '대체 연락처와 루트 메일함 정하기' },
  why: {
    en: 'AWS sends abuse and security mail to the security contact, and whoever reads the root mailbox can reset the root password.',
    ko: 'AWS는 악용 신고와 보안 메일을 보안 연락처로 보내며, 루트 메일함을 읽는 사람은 루트 암호를 재설정할 수 있습니다.',
  },
  parts: [
    {
      heading: { en: 'Contacts', ko: '연락처' },
      steps: {
        en: [
          'Open the account menu, *Account*, and edit *Alternate contacts*. Give *Security* a group address that is read day and night.',
          'Or: `aws account put-alternate-contact --alternate-contact-type SECURITY --name NAME --title TITLE --email-address security@example.com --phone-number NUMBER`.',
          'For a member account add `--account-id 444455556666`; that needs trusted access for account.amazonaws.com.',
        ],
        ko: [
          '계정 메뉴의 "계정"에서 "대체 연락처"를 편집합니다. "보안"에는 밤낮으로 확인하는 그룹 주소를 넣으세요.',
          '또는 `aws account put-alternate-contact --alternate-contact-type SECURITY --name NAME --title TITLE --email-address security@example.com --phone-number NUMBER`를 실행합니다.',
          '멤버 계정이면 `--account-id 444455556666`을 붙입니다. account.amazonaws.com의 신뢰할 수 있는 액세스가 필요합니다.',
        ],
      },
    },
    {
      heading: { en: 'The root mailbox', ko: '루트 메일함' },
      steps: {
        en: [
          'Use a group address of your own domain, never a personal one, and protect the mailbox with MFA.',
          'Write down who can read it. Those people can recover root, whatever else you do.',
        ],
        ko: [
          '개인 주소가 아니라 회사 도메인의 그룹 주소를 쓰고 메일함에도 MFA를 설정합니다.',
          '누가 읽을 수 있는지 기록해 둡니다. 그 사람들은 언제든 루트를 복구할 수 있습니다.',
        ],
      },
    },
  ],
  proof: {
    en: 'RootGuard raises an alert when a contact or the root e-mail address changes: you should see your own change.',
    ko: '연락처나 루트 이메일이 바뀌면 RootGuard가 알림을 보냅니다. 방금 한 변경이 보여야 합니다.',
  },
});
