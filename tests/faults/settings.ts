import { join } from 'node:path';
import { at } from '../../src/core/json.ts';
import { readTemplate, resourcesOf } from '../support/cloudformation.ts';
import type { QueueSettings } from './queue.ts';

/** What the template says about the queues and the functions behind them. */
export interface Settings {
  readonly ingest: QueueSettings;
  readonly jobs: QueueSettings;
  /** Of a function behind a queue, ms. */
  readonly timeLimit: number;
}

let known: Settings | undefined;

/** Read once from template.yaml. */
export function settingsOf(root: string): Settings {
  known ??= read(root);
  return known;
}

function read(root: string): Settings {
  const template = readTemplate(join(root, 'template.yaml'));
  const [events] = resourcesOf(template).filter(({ id }) => id === 'EventsFunction');
  const batchSize = Number(at(events?.properties, 'Events', 'Ingest', 'Properties', 'BatchSize'));
  const queue = (id: string, name: string): QueueSettings => {
    const [found] = resourcesOf(template).filter((resource) => resource.id === id);
    return {
      name,
      visibility: Number(found?.properties.VisibilityTimeout) * 1_000,
      maxReceives: Number(at(found?.properties, 'RedrivePolicy', 'maxReceiveCount')),
      batchSize,
    };
  };
  return {
    ingest: queue('IngestQueue', 'ingest'),
    jobs: queue('JobQueue', 'jobs'),
    timeLimit: Number(events?.properties.Timeout) * 1_000,
  };
}
