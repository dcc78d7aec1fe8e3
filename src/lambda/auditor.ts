import { createAuditor } from '../aws/auditor.ts';
import type { Config } from '../config.ts';
import type { Auditor, Clock, GuardMemory } from '../core/ports.ts';
import { detect } from '../flows/detect.ts';
import type { SlackCall } from '../slack/call.ts';
import { createChannelProbe } from '../slack/channel-probe.ts';

/** The auditor of this installation. */
export function auditorOf(ports: {
  readonly config: Config;
  readonly clock: Clock;
  readonly store: GuardMemory;
  readonly call: SlackCall;
}): Auditor {
  const { config, clock, store, call } = ports;
  return createAuditor({
    region: config.region,
    auditRoleName: config.auditRole,
    ruleName: config.rule,
    clock,
    memory: store,
    raises: (event) => detect(event, clock()).length > 0,
    table: config.table,
    emailDomains: config.emailDomains,
    iamAdministrators: config.iamAdministrators,
    slackChannels: createChannelProbe({ call, channels: channelsOf(config) }),
    ...(config.secrets.kind === 'parameters' && { secrets: config.secrets }),
    organization: config.organization,
    ...(config.externalId !== undefined && { externalId: config.externalId }),
    ...(config.rootAudit !== undefined && { rootAudit: config.rootAudit }),
    ...(config.alarmTopic !== undefined && { alarmTopic: config.alarmTopic }),
  });
}

/** Every rung of the ladder that is a channel. */
function channelsOf({ channel, fallbackChannel }: Config) {
  return [
    { channel, use: 'alerts' as const },
    ...(fallbackChannel === undefined ? [] : [{ channel: fallbackChannel, use: 'fallback' as const }]),
  ];
}
