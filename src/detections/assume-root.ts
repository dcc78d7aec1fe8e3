import { defineDetection } from '../core/detection.ts';
import { roleCallOn } from '../core/example-guard.ts';
import { callsTo, isCallTo } from '../core/guard-call.ts';
import { textAt } from '../core/json.ts';
import type { RootEvent } from '../core/root-event.ts';
import type { Severity } from '../core/severity.ts';

/** A map: a task that is called `__proto__` must not find something in it. */
const severities: ReadonlyMap<string, Severity> = new Map([
  ['IAMCreateRootUserPassword', 'critical'],
  ['IAMDeleteRootUserCredentials', 'high'],
  ['S3UnlockBucketPolicy', 'high'],
  ['SQSUnlockQueuePolicy', 'high'],
  ['IAMAuditRootUserCredentials', 'medium'],
]);

export default defineDetection({
  title: { en: 'A privileged root session was opened', ko: '권한 있는 루트 세션이 열렸습니다' },
  severity: (event) => severities.get(taskOf(event)) ?? 'high',
  because: (event) => (event.outcome === 'success' ? ['assumed-root'] : ['attempt', 'denied']),
  matches: (event) => isCallTo(event, 'sts', ['AssumeRoot']),
  listens: [callsTo('sts', ['AssumeRoot'])],
  guidance: {
    en: [
      'Ask the person behind the calling role which task this was, and for which account: the event shows both.',
      'IAMCreateRootUserPassword gives a member account its root password back: it should have a ticket.',
      'What the session does in the member account raises alerts there, by the access key that this event shows.',
    ],
    ko: [
      '호출한 역할의 사용자에게 어떤 계정의 어떤 작업인지 확인하세요. 이벤트에 둘 다 있습니다.',
      'IAMCreateRootUserPassword는 멤버 계정의 루트 암호를 되살립니다. 승인된 작업이어야 합니다.',
      '세션이 멤버 계정에서 한 일은 이 이벤트의 액세스 키로 그 계정에서 알림이 됩니다.',
    ],
  },
  references: { Elastic: 'privilege_escalation_sts_assume_root_from_rare_user_and_member_account' },
  examples: () => [
    { name: 'to make a root password', record: task('IAMCreateRootUserPassword'), raises: 'critical' },
    { name: 'to delete root credentials', record: task('IAMDeleteRootUserCredentials'), raises: 'high' },
    { name: 'to unlock a bucket', record: task('S3UnlockBucketPolicy'), raises: 'high' },
    { name: 'to look only', record: task('IAMAuditRootUserCredentials'), raises: 'medium' },
    {
      name: 'an attempt that AWS denied',
      record: { ...task('IAMCreateRootUserPassword'), errorCode: 'AccessDenied' },
      raises: 'critical',
    },
    { name: 'for a task that does not exist', record: task('__proto__'), raises: 'high' },
    {
      name: 'an ordinary role',
      record: roleCallOn('AssumeRole', 'sts', { roleArn: 'arn:aws:iam::111122223333:role/Admin' }),
      raises: 'nothing',
    },
  ],
});

/** The last part of the task policy's ARN. */
function taskOf({ request }: RootEvent): string {
  return textAt(request, 'taskPolicyArn', 'arn')?.split('/').at(-1) ?? '';
}

function task(name: string) {
  return roleCallOn('AssumeRoot', 'sts', {
    targetPrincipal: '444455556666',
    taskPolicyArn: { arn: `arn:aws:iam::aws:policy/root-task/${name}` },
    durationSeconds: 900,
  });
}
