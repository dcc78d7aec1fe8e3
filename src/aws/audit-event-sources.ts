import { type LambdaClient, paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import type { Fact } from '../core/fact.ts';
import type { EventSource } from '../core/guard-facts.ts';
import { ask, errorName, gatherFact } from './audit-fact.ts';
import { queuesOf } from './hub-names.ts';

const call = 'lambda:ListEventSourceMappings';

/**
 * What Lambda takes out of which queue. A function that nothing feeds is silent, and so are its alarms: nothing fails.
 * https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html
 */
export function gatherEventSources(lambda: LambdaClient): Promise<Fact<readonly EventSource[]>> {
  return gatherFact(call, async () => {
    const each = await Promise.all(
      Object.entries(queuesOf).map(async ([name, queues]) => {
        const mappings = await mappingsOf(lambda, name);
        return queues.map((queue) => sourceIn(mappings, name, queue));
      }),
    );
    return each.flat();
  });
}

interface Mapping {
  readonly EventSourceArn?: string | undefined;
  readonly State?: string | undefined;
  readonly LastProcessingResult?: string | undefined;
}

/** None of a function that does not exist. */
function mappingsOf(client: LambdaClient, FunctionName: string): Promise<readonly Mapping[]> {
  return ask(call, async () => {
    const all: Mapping[] = [];
    try {
      for await (const page of paginateListEventSourceMappings({ client }, { FunctionName }))
        all.push(...(page.EventSourceMappings ?? []));
    } catch (error) {
      if (errorName(error) !== 'ResourceNotFoundException') throw error;
    }
    return all;
  });
}

function sourceIn(mappings: readonly Mapping[], name: string, queue: string): EventSource {
  const own = mappings.filter(({ EventSourceArn }) => EventSourceArn?.endsWith(`:${queue}`));
  const taking = own.find(({ State = '' }) => takes.has(State));
  return {
    function: name,
    queue,
    state: taking !== undefined ? 'taking' : own.length > 0 ? 'stopped' : 'missing',
    // "No records processed", "OK", or "PROBLEM: " and what it is.
    troubled: /^PROBLEM/i.test(taking?.LastProcessingResult ?? ''),
  };
}

/** On the way to being enabled, and while its settings change, a mapping goes on taking messages or begins to. */
const takes: ReadonlySet<string> = new Set(['Enabled', 'Enabling', 'Updating']);
