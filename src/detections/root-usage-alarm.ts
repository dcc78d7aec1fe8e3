import { defineDetection } from '../core/detection.ts';
import { findingEvent } from '../core/example-guard.ts';
import { at, textAt } from '../core/json.ts';
import type { RootEvent } from '../core/root-event.ts';

/** Alarms and metrics are named by people; the benchmark that asks for this one calls its metric RootAccountUsage. */
const speaksOfRoot =
  /root[-_ .]?(user|account|usage|activity|api|log-?in|sign-?in|console|access|credential|key)/i;
const spellings = ['*root*', '*Root*', '*ROOT*'].map((wildcard) => ({ wildcard }));
const source = ['aws.cloudwatch'];
const detailType = ['CloudWatch Alarm State Change'];

export default defineDetection({
  title: { en: 'A CloudWatch alarm about root went off', ko: '루트에 관한 CloudWatch 경보가 울렸습니다' },
  severity: () => 'medium',
  because: () => ['other-service'],
  matches: (event, guard) =>
    event.kind === 'finding' &&
    event.source === 'aws.cloudwatch' &&
    event.outcome === 'failure' &&
    // RootGuard's own alarms have "root" in their names, too.
    !guard.owns(event.name) &&
    namesOf(event).some((name) => speaksOfRoot.test(name)),
  listens: [
    { source, 'detail-type': detailType, detail: { state: { value: ['ALARM'] }, alarmName: spellings } },
    {
      source,
      'detail-type': detailType,
      detail: {
        state: { value: ['ALARM'] },
        configuration: { metrics: { metricStat: { metric: { name: spellings } } } },
      },
    },
  ],
  guidance: {
    en: [
      'Look for the card of the root session that this speaks of; RootGuard joins the two where it can.',
      'If there is no such card: CloudTrail did not reach RootGuard. Run `/rootguard check`.',
    ],
    ko: [
      '이 경보가 말하는 루트 세션의 카드를 찾으세요. RootGuard가 가능하면 하나로 합칩니다.',
      '그런 카드가 없다면 CloudTrail 이벤트가 RootGuard에 도달하지 않은 것입니다. `/rootguard check`를 실행하세요.',
    ],
  },
  references: { CIS: '1.2.0/3.3, 1.4.0/4.3', 'Security Hub': 'CloudWatch.1' },
  examples: () => [
    { name: 'by its name', envelope: alarm('CIS-3.3-RootAccountUsage', 'Count', 'ALARM'), raises: 'medium' },
    { name: 'by its metric', envelope: alarm('security-7', 'RootUserEventCount', 'ALARM'), raises: 'medium' },
    { name: 'it is quiet again', envelope: alarm('root-account-usage', 'Count', 'OK'), raises: 'nothing' },
    {
      name: "one of RootGuard's own",
      envelope: alarm('rootguard-alerts-late', 'Age', 'ALARM'),
      raises: 'nothing',
    },
    { name: 'another alarm', envelope: alarm('cpu-high', 'CPUUtilization', 'ALARM'), raises: 'nothing' },
  ],
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
function namesOf({ name, raw }: RootEvent): readonly string[] {
  const metrics = at(raw, 'configuration', 'metrics');
  const listed: readonly unknown[] = Array.isArray(metrics) ? metrics : [];
  return [name, ...listed.map((metric) => textAt(metric, 'metricStat', 'metric', 'name') ?? '')];
}

function alarm(alarmName: string, metric: string, value: string) {
  return findingEvent('aws.cloudwatch', 'CloudWatch Alarm State Change', {
    alarmName,
    state: { value, timestamp: '2026-11-23T05:02:11.985+0000' },
    previousState: { value: value === 'OK' ? 'ALARM' : 'OK' },
    configuration: { metrics: [{ id: 'm1', metricStat: { metric: { namespace: 'CIS', name: metric } } }] },
  });
}
