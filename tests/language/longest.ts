import type { Attestation } from '../../src/core/attestation.ts';
import { parseEnvelope } from '../../src/core/envelope.ts';
import { exampleEnvelope } from '../../src/core/example-envelope.ts';
import type { Incident } from '../../src/core/incident.ts';
import { openIncident } from '../../src/core/joining.ts';
import type { Locale } from '../../src/core/locale.ts';
import type { Plan } from '../../src/core/plan.ts';
import { type ReasonCode, reasonTexts } from '../../src/core/reason.ts';
import type { RootEvent } from '../../src/core/root-event.ts';
import { detections } from '../../src/detections/index.generated.ts';
import { detect } from '../../src/flows/detect.ts';
import { plannable } from '../../src/flows/plannable.ts';

/*
 * The longest and the nastiest that each input can realistically be: names at AWS's and Slack's own limits, texts at the forms'
 * limits, marks that would mention, link or format. None of it is English, so that English words in a Korean message are ours.
 */

export const now = Date.parse('2026-11-24T09:00:00Z');
export const locales: readonly Locale[] = ['en', 'ko'];

/** An account's name has at most 50 characters: https://docs.aws.amazon.com/accounts/latest/reference/API_PutAccountName.html */
export const accountName = `결제 <!here> *&amp;* \`x\` ${'가'.repeat(50)}`.slice(0, 50);
export const account = '111122223333';
/** Slack's display names have at most 80. */
export const personName = `김민지 <@U0SAM> *&* \`x\` ${'나'.repeat(80)}`.slice(0, 80);
export const id = 'RG-7K3MPQ2A';
export const typed = `<!channel> \`*_~\` <https://example.com|다> ${'라'.repeat(3_000)}`;
export const reason = `<!channel> \`*_~\` ${'마'.repeat(980)}`;
export const errorCode = `바${'_x'.repeat(200)}`;

const act = { by: 'U0KIM', name: personName, at: now - 60_000 };
export const drill = {
  mark: 'x',
  detection: 'root-sign-in',
  by: 'U0KIM',
  name: personName,
  at: now - 120_000,
};

/** Every incident that an example of a detection opens, with the event that did. */
export const opened: readonly {
  readonly what: string;
  readonly incident: Incident;
  readonly event: RootEvent;
}[] = Object.entries(detections).flatMap(([detection, { examples }]) =>
  examples().flatMap((example) => {
    const parsed = parseEnvelope(exampleEnvelope(example));
    if (!parsed.ok) throw new Error(`${detection}: ${parsed.reason}`);
    const findings = detect(parsed.value, now);
    if (findings.length === 0) return [];
    const incident = openIncident({ event: parsed.value, findings }, now - 600_000);
    return [{ what: `${detection}: ${example.name}`, incident, event: parsed.value }];
  }),
);

const [first] = opened;
if (first === undefined) throw new Error('No detection has an example.');
export const event = first.event;

/** An incident in which everything happened that can: every reason, every detection, a full timeline, an e-mail, a rise. */
export const longest: Incident = {
  ...first.incident,
  id,
  account,
  findings: Object.keys(detections).map((detection) => ({
    detection,
    severity: 'critical' as const,
    because: (Object.keys(reasonTexts) as ReasonCode[]).map((code) => ({ code, n: 412 })),
    event: 'A'.repeat(120),
    at: now,
    n: 12,
  })),
  event: {
    ...first.incident.event,
    name: 'A'.repeat(200),
    source: `${'b'.repeat(60)}.amazonaws.com`,
    sourceIp: '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
    outcome: 'failure',
    errorCode,
    mfaUsed: false,
  },
  tally: {
    ...first.incident.tally,
    lastAt: now + 3_600_000,
    signIns: 12,
    failedSignIns: 12,
    writes: 400,
    reads: 9_000,
    refused: 12,
    findings: 12,
  },
  timeline: Array.from({ length: 150 }, (_, index) => ({
    at: now + index * 60_000,
    until: now + index * 60_000,
    n: 40,
    id: `c2a3a1ce-0000-4000-8000-${String(index).padStart(12, '0')}`,
    mark: `mark${String(index).padStart(4, '0')}`,
    name: 'A'.repeat(120),
    source: `${'b'.repeat(60)}.amazonaws.com`,
    class: 'refused' as const,
    region: 'ap-southeast-3',
    from: '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
    errorCode: 'C'.repeat(120),
    by: '아'.repeat(120),
    detection: 'root-call',
  })),
  card: { channel: 'C0ALERTS', ts: '1.2', shows: 1, announced: 'low', elsewhere: errorCode },
  mailed: { at: now, severity: 'critical', reason: errorCode },
  log: [
    ...first.incident.log,
    { at: now, by: 'rootguard', did: 'rose', severity: 'critical' },
    { at: now, by: 'rootguard', did: 'mailed', reason: errorCode },
    { ...act, did: 'acknowledged' },
  ],
};

export const acknowledgedLongest: Incident = { ...longest, state: 'acknowledged', acknowledged: act };
export const drilled: Incident = {
  ...acknowledgedLongest,
  drill,
  log: [...longest.log, { at: now, by: 'rootguard', did: 'drilled' }],
};

/** An incident in each of its lives. */
export const lives: readonly Incident[] = [longest, acknowledgedLongest, { ...longest, drill }, drilled];

/** A plan in each of its lives, full. */
export const plans: readonly Plan[] = (
  ['requested', 'approved', 'declined', 'expired', 'ended'] as const
).map((state) => ({
  number: 999_999,
  account,
  reason,
  expected: plannable,
  from: now,
  until: now + 24 * 3_600_000,
  state,
  requested: act,
  approver: 'U0LEE',
  ...(state !== 'requested' && { approved: { ...act, by: 'U0LEE' } }),
  deeds: Array.from({ length: 200 }, (_, index) => ({
    mark: `m${index}`,
    at: now,
    name: 'A'.repeat(120),
    detections: ['root-call', 'root-access-key-created'],
    incident: id,
    inside: index % 2 === 0,
  })),
  moreDeeds: 4_000,
  form: 'V0',
  content: 1,
  log: [{ at: now, by: 'U0KIM', name: personName, did: 'requested' as const }],
  version: 1,
}));

const asked = Array.from({ length: 20 }, (_, index) => ({ user: `U0${index}`, name: personName }));

/** The question to custodians, as it can end. */
export const attestations: readonly Attestation[] = [
  undefined,
  ...(['claimed', 'denied', 'unclaimed', 'silent', 'unreachable'] as const),
].map((outcome) => ({
  incident: id,
  account,
  askedAt: now,
  deadline: now + 900_000,
  asked,
  answers: [
    { by: 'U00', name: personName, at: now, said: 'me' as const, reason },
    { by: 'U01', name: personName, at: now, said: 'not-me' as const },
    { by: 'U02', name: personName, at: now, said: 'unknown' as const },
  ],
  ...(outcome !== undefined && { verdict: { outcome, at: now + 1 } }),
  version: 1,
}));

/** Any number of accounts, each with the longest name. */
export function accountsOf(n: number) {
  return Array.from({ length: n }, (_, index) => ({
    id: String(100_000_000_000 + index),
    name: accountName,
    state: 'active' as const,
  }));
}

export const nameOf = () => accountName;
