import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Fact } from '../core/fact.ts';
import type { Admission, HubQueue, QueueState } from '../core/guard-facts.ts';
import { at, textAt } from '../core/json.ts';
import { gatherFact } from './audit-fact.ts';
import { type Place, queueArn, ruleArn } from './hub-names.ts';
import {
  type HubQueueTemplate,
  type HubRuleTemplate,
  hubQueueTemplates,
  hubRuleTemplates,
} from './hub-template.generated.ts';
import { attributesCall, attributesOf } from './queue-attributes.ts';
import { admissionBy } from './resource-policy.ts';

/**
 * The queues that the hub's rules feed, and what their policies say to each of these rules.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export async function gatherHubQueues(sqs: SQSClient, hub: Place): Promise<Fact<readonly HubQueue[]>> {
  const fed = hubQueueTemplates.filter(({ name }) => rulesInto(name).length > 0);
  const value = await Promise.all(
    fed.map(async (template) => ({
      queue: template.name,
      found: await gatherFact(attributesCall, async () => {
        const attributes = await attributesOf(sqs, template.name, ['Policy', 'RedrivePolicy']);
        return attributes === undefined ? undefined : stateOf(attributes, template, hub);
      }),
    })),
  );
  return { known: true, value };
}

function rulesInto(queue: string): readonly HubRuleTemplate[] {
  return hubRuleTemplates.filter((rule) => rule.queue === queue || rule.deadLetterQueue === queue);
}

function stateOf(
  { Policy, RedrivePolicy }: Partial<Record<string, string>>,
  { name: queue, deadLetterQueue, tries = 0 }: HubQueueTemplate,
  hub: Place,
): QueueState {
  const resource = queueArn(hub, queue);
  const answers = rulesInto(queue).map(({ name, bus }) => ({
    name,
    answer: admissionBy(Policy, {
      caller: { service: 'events.amazonaws.com' },
      action: 'sqs:SendMessage',
      resource,
      keys: {
        'aws:sourcearn': ruleArn(hub, bus, name),
        'aws:sourceaccount': hub.account,
        'aws:principalisawsservice': 'true',
        'aws:principalservicename': 'events.amazonaws.com',
        'aws:principalarn': undefined,
        'aws:principalaccount': undefined,
        'aws:principalorgid': undefined,
        'aws:securetransport': 'true',
      },
    }),
  }));
  const named = (wanted: (answer: Admission) => boolean) =>
    answers.flatMap(({ name, answer }) => (wanted(answer) ? [name] : []));
  const rules = {
    refuses: named((answer) => answer === 'denied' || answer === 'not-admitted'),
    unclear: named((answer) => answer === 'unclear'),
  };
  if (deadLetterQueue === undefined) return rules;
  const failures = failuresOf(RedrivePolicy, queueArn(hub, deadLetterQueue), tries);
  return { ...rules, failures };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
function failuresOf(
  policy: string | undefined,
  target: string,
  tries: number,
): NonNullable<QueueState['failures']> {
  if (policy === undefined) return 'dropped';
  const redrive: unknown = JSON.parse(policy);
  if (textAt(redrive, 'deadLetterTargetArn') !== target) return 'elsewhere';
  // SQS tells it as a number or as a text, as it was given.
  return Number(at(redrive, 'maxReceiveCount')) >= tries ? 'kept' : 'early';
}
