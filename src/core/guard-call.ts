import type { EventPattern, Guard } from './detection.ts';
import { textAt } from './json.ts';
import type { RootEvent } from './root-event.ts';

/** The EventBridge pattern of some calls to one service, by whomever; `request` narrows by request parameters. */
export function callsTo(service: string, names: readonly string[], request?: EventPattern): EventPattern {
  return {
    source: [`aws.${service}`],
    'detail-type': [{ suffix: ' via CloudTrail' }],
    detail: {
      eventSource: [`${service}.amazonaws.com`],
      eventName: names,
      ...(request !== undefined && { requestParameters: request }),
    },
  };
}

/** The pattern of those calls that AWS refused: their records may carry no parameters to narrow by. */
export function refusedCallsTo(service: string, names: readonly string[]): EventPattern {
  const pattern = callsTo(service, names);
  return { ...pattern, detail: { ...(pattern.detail as EventPattern), errorCode: [{ exists: true }] } };
}

/** True for one of some calls to one service. The service is always compared: WAF, too, has a `DeleteRule`. */
export function isCallTo(event: RootEvent, service: string, names: readonly string[]): boolean {
  return (
    event.kind === 'cloudtrail' && event.source === `${service}.amazonaws.com` && names.includes(event.name)
  );
}

/**
 * True if the call was about something of the guard's own. A denied call may carry no parameters; then the ARN
 * stands in the error's message.
 */
export function aboutOwn(event: RootEvent, guard: Guard, ...parameters: readonly string[]): boolean {
  const named = parameters
    .map((parameter) => textAt(event.request, parameter))
    .filter((name) => name !== undefined);
  if (named.length > 0) return named.some((name) => guard.owns(name));
  return arnsIn(event.errorMessage ?? '').some((arn) => guard.owns(arn));
}

/** The ARNs in a sentence. Some services end the sentence right behind one: the full stop is not a part of it. */
function arnsIn(sentence: string): readonly string[] {
  const found = sentence.match(/arn:aws[\w-]*:[^\s"'`<>()]+/g) ?? [];
  return found.map((arn) => arn.replace(/[.,;:!?]+$/, ''));
}
