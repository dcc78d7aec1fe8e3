/** What stands around the hub in the simulated AWS. */
export interface GuardState {
  /** Who may put events onto the members' bus; `missing` is an installation without members. */
  readonly busPolicy: 'organization' | 'other-organization' | 'anybody' | 'missing';
  /** The hub's rules beside the alert rule. */
  readonly rules: 'enabled' | 'disabled' | 'astray';
  /** The e-mail subscription of the alarm topic. */
  readonly alarmEmail: 'confirmed' | 'pending' | 'none';
  /** The stack of template.yaml. */
  readonly stack: 'complete' | 'failed' | 'missing';
  /** Whether Lambda can run its functions. */
  readonly functions: 'active' | 'failed';
  /** What feeds the functions out of their queues. */
  readonly eventSources: 'enabled' | 'disabled' | 'missing' | 'troubled';
  /** What becomes of a canary: its event comes, is late or is lost; the tag is denied; an older stack has neither its role nor its rule. */
  readonly canary: 'arrives' | 'late' | 'lost' | 'denied' | 'missing';
  /** What went wrong on the way of alerts in the last day. */
  readonly deliveries: 'sound' | 'once' | 'sustained' | 'throttled' | 'lost';
  /** Whether CloudWatch tells what it counted. */
  readonly metrics: 'complete' | 'partial' | 'empty';
  /** RootGuard's table. */
  readonly table: 'safe' | 'no-backups' | 'no-expiry';
}

/** A hub as template.yaml makes it. */
export const healthyGuard: GuardState = {
  busPolicy: 'organization',
  rules: 'enabled',
  alarmEmail: 'confirmed',
  stack: 'complete',
  functions: 'active',
  eventSources: 'enabled',
  canary: 'arrives',
  deliveries: 'sound',
  metrics: 'complete',
  table: 'safe',
};

/** The topic that alarms go to. */
export const alarmTopic = 'rootguard-own-alarms';
