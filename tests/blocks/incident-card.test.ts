import { incidentCard } from '../../src/blocks/incident-card.ts';
import type { Finding } from '../../src/core/detection.ts';
import type { Incident } from '../../src/core/incident.ts';
import { joinedBy, openIncident } from '../../src/core/joining.ts';
import { incidentOf, openingTime, signInEvent } from '../support/incidents.ts';

const card = (incident: Incident) => JSON.stringify(incidentCard(incident, 'acme-prod', 'en').blocks);
const header = (incident: Incident) => JSON.stringify(incidentCard(incident, 'acme-prod', 'en').blocks[0]);

const refused: Finding = { detection: 'root-sign-in-failed', severity: 'medium', because: [] };
const signedIn: Finding = { detection: 'root-sign-in', severity: 'high', because: [] };

/** A failed sign-in, and whatever else, one event a second later each. */
function session(...findings: readonly Finding[]): Incident {
  const failed = signInEvent(0, { responseElements: { ConsoleLogin: 'Failure' } });
  const opened = openIncident({ event: failed, findings: [refused] }, openingTime);
  const more = findings.map((finding, index) => ({
    event: signInEvent(index + 1, { sourceIPAddress: `203.0.113.${index + 1}` }),
    findings: [finding],
  }));
  return joinedBy(opened, more, openingTime) ?? opened;
}

test('a session does not bear the result of the attempt that it began with', () => {
  const told = card(session(signedIn));
  expect(told).not.toContain('*Result*');
  expect(told).not.toContain('*Event*');
  expect(told).not.toContain('*MFA*');
  expect(card(incidentOf())).toContain('*Result*\\nsucceeded');
});

test('a session from several addresses names them', () => {
  const told = card(session(signedIn, signedIn, signedIn, signedIn));
  expect(told).toContain('`203.0.113.1` `203.0.113.2` +2');
});

test('the title is short, the card has all numbers', () => {
  const deeds = ['root-access-key-created', 'root-mfa-deactivated', 'trail-stopped', 'root-password-changed'];
  const busy = session(...deeds.map((detection): Finding => ({ ...signedIn, detection })));
  expect(header(busy).split(', ')).toHaveLength(4);
  expect(card(busy)).toContain('1 failed sign-in');
});

test('what a plan covers, and what was not us, is not told what to do first', () => {
  expect(card(incidentOf())).toContain('Do now');
  const [finding] = incidentOf().findings;
  if (finding === undefined) throw new Error('The incident of this test has a finding.');
  const planned = {
    ...incidentOf(),
    findings: [{ ...finding, because: [{ code: 'planned' as const, n: 1 }] }],
  };
  expect(card(planned)).not.toContain('Do now');
  const denied = { ...incidentOf(), denied: { by: 'U0KIM', name: 'Kim', at: openingTime } };
  expect(card(denied)).not.toContain('Do now');
});
