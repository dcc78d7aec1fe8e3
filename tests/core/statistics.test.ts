import type { Incident } from '../../src/core/incident.ts';
import { type LogLine, rootguard } from '../../src/core/log-line.ts';
import { statisticsOf } from '../../src/core/statistics.ts';
import { incidentOf, openingTime } from '../support/incidents.ts';

const withLine = (line: Partial<LogLine>): Incident => {
  const incident = incidentOf();
  return {
    ...incident,
    log: [...incident.log, { at: openingTime, by: rootguard, did: 'mailed', ...line }],
  };
};

test.each([
  ['Slack took nothing', { did: 'mailed', reason: 'http_503' }, 1],
  ['the channel was archived', { did: 'moved', reason: 'is_archived' }, 1],
  ['nobody was on it', { did: 'mailed', reason: 'unattended' }, 0],
  ['it was not us', { did: 'mailed', reason: 'denied' }, 0],
] as const)('an alert goes a lower way because %s, or is only called out', (_, line, expected) => {
  expect(statisticsOf([withLine(line)]).onLowerRungs).toBe(expected);
});
