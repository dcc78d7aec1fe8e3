import { denied, healthyAccount, known } from '../core/example-facts.ts';
import { cis } from '../core/mappings.ts';
import { type AccountFacts, defineCheck, unknown, type Verdict } from '../core/posture.ts';

const nobodyLooked = known(undefined);
const inventory = { activeKeys: 0, inactiveKeys: 0, certificates: 0, password: true };
const none = { mfaEnabled: true, passwordPresent: true, signingCertificates: 0 };

export default defineCheck({
  scope: 'account',
  title: { en: 'Root access keys', ko: '루트 액세스 키' },
  severity: 'critical',
  needs: ['rootCredentials', 'rootReport', 'rootInventory'],
  judge,
  remedy: {
    en: [
      'Sign in as root, open the account menu at the top right and choose Security credentials.',
      'Under Access keys, choose the key, then Actions, Deactivate. Make sure that nothing breaks.',
      'Choose Actions, Delete. An inactive key can be switched on again, so do not leave it there.',
      'On the command line, with the credentials of root itself or, in a member account, of a session of `aws sts assume-root`: `aws iam list-access-keys`, then `aws iam delete-access-key --access-key-id KEY`.',
    ],
    ko: [
      '루트로 로그인해 오른쪽 위 계정 메뉴에서 보안 자격 증명을 엽니다.',
      '액세스 키에서 키를 선택하고 작업에서 비활성화를 누른 뒤 문제가 없는지 확인합니다.',
      '작업에서 삭제를 누릅니다. 비활성 키는 다시 활성화될 수 있으므로 남겨 두지 마세요.',
      '명령줄에서는 루트 자신의 자격 증명으로, 멤버 계정에서는 `aws sts assume-root` 세션으로 `aws iam list-access-keys`, `aws iam delete-access-key --access-key-id KEY`를 실행합니다.',
    ],
  },
  guide: 'keys',
  mappings: {
    ...cis('1.4', '1.4', '1.3', '2.3', '2.4'),
    'Security Hub': 'IAM.4',
    Config: 'iam-root-access-key-check',
    Prowler: 'iam_no_root_access_key',
    'KISA ISMS-P': '2.5.5, 2.7.2',
  },
  examples: () => [
    { name: 'no key', facts: healthyAccount(), gives: 'pass' },
    {
      name: 'an active key',
      facts: healthyAccount({
        rootCredentials: known({ ...none, accessKeys: 1 }),
        rootReport: known({ key1Active: true, key2Active: undefined, generatedAt: 0 }),
      }),
      gives: 'fail',
    },
    {
      name: 'a key that is switched off',
      facts: healthyAccount({
        rootCredentials: known({ ...none, accessKeys: 1 }),
        rootReport: known({ key1Active: false, key2Active: undefined, generatedAt: 0 }),
        rootInventory: nobodyLooked,
      }),
      gives: 'warn',
    },
    {
      name: 'a key that was switched on again after the report, as a root session sees',
      facts: healthyAccount({
        rootCredentials: known({ ...none, accessKeys: 1 }),
        rootReport: known({ key1Active: false, key2Active: undefined, generatedAt: 0 }),
        rootInventory: known({ ...inventory, activeKeys: 1 }),
      }),
      gives: 'fail',
    },
    {
      name: 'a key that was switched off after the report, as a root session sees',
      facts: healthyAccount({
        rootCredentials: known({ ...none, accessKeys: 1 }),
        rootReport: known({ key1Active: true, key2Active: undefined, generatedAt: 0 }),
        rootInventory: known({ ...inventory, inactiveKeys: 1 }),
      }),
      gives: 'warn',
    },
    {
      name: 'a key that is switched off by the report, and AWS denies the root session',
      facts: healthyAccount({
        rootCredentials: known({ ...none, accessKeys: 1 }),
        rootReport: known({ key1Active: false, key2Active: undefined, generatedAt: 0 }),
        rootInventory: denied('sts:AssumeRoot'),
      }),
      gives: 'warn',
    },
    {
      name: 'a key that was created after the report',
      facts: healthyAccount({
        rootCredentials: known({ ...none, accessKeys: 2 }),
        rootReport: known({ key1Active: false, key2Active: undefined, generatedAt: 0 }),
      }),
      gives: 'fail',
    },
    {
      name: 'a key of which the report does not tell whether it is active',
      facts: healthyAccount({
        rootCredentials: known({ ...none, accessKeys: 1 }),
        rootReport: denied('iam:GetCredentialReport'),
      }),
      gives: 'fail',
    },
    {
      name: 'AWS denies the summary',
      facts: healthyAccount({ rootCredentials: denied('iam:GetAccountSummary') }),
      gives: 'unknown',
    },
    {
      name: 'the summary does not speak of keys',
      facts: healthyAccount({ rootCredentials: known({ ...none, accessKeys: undefined }) }),
      gives: 'unknown',
    },
  ],
});

function judge({
  rootCredentials,
  rootReport,
  rootInventory,
}: Pick<AccountFacts, 'rootCredentials' | 'rootReport' | 'rootInventory'>): Verdict {
  if (!rootCredentials.known) return unknown(rootCredentials);
  const count = rootCredentials.value.accessKeys;
  if (count === undefined) return unknown({ cause: 'service-error', call: 'iam:GetAccountSummary' });
  if (count === 0)
    return { outcome: 'pass', says: { en: 'Root has no access key.', ko: '루트에 액세스 키가 없습니다.' } };

  // The summary counts inactive keys, too. Only who knows every one of them as inactive makes it a warning.
  if (inactiveKeys(rootReport, rootInventory) >= count) {
    return {
      outcome: 'warn',
      says: {
        en: `Root has ${count === 1 ? 'an access key' : `${count} access keys`}, switched off but not deleted.`,
        ko: `루트에 비활성화된 액세스 키 ${count}개가 삭제되지 않고 남아 있습니다.`,
      },
    };
  }
  return {
    outcome: 'fail',
    says: {
      en: `Root has ${count === 1 ? 'an access key' : `${count} access keys`}. Whoever holds it can do everything, without MFA.`,
      ko: `루트에 액세스 키 ${count}개가 있습니다. 키를 가진 사람은 MFA 없이 모든 작업을 할 수 있습니다.`,
    },
  };
}

/** A root session sees the keys as they are now; a report may be four hours old. */
function inactiveKeys(
  rootReport: AccountFacts['rootReport'],
  rootInventory: AccountFacts['rootInventory'],
): number {
  if (rootInventory.known && rootInventory.value !== undefined) return rootInventory.value.inactiveKeys;
  const { key1Active, key2Active } = rootReport.known ? rootReport.value : {};
  return [key1Active, key2Active].filter((active) => active === false).length;
}
