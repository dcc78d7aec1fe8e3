/** What stands around the hub in the simulated AWS. */
export interface GuardState {
  /** Who may put events onto the members' bus; `missing`: somebody deleted the bus. */
  readonly busPolicy: (typeof busPolicies)[number];
  /** The hub's rules beside the alert rule: in which one way all of them differ from template.yaml. */
  readonly rules: (typeof ruleStates)[number];
  /** The name of one of them that somebody deleted, or nothing. */
  readonly lostRule: string;
  /** Whom the policies of the hub's queues let in. */
  readonly queuePolicy: (typeof queuePolicies)[number];
  /** What becomes of messages that keep failing. */
  readonly redrive: (typeof redrives)[number];
  /** The name of a queue of the hub that somebody deleted, or nothing. */
  readonly lostQueue: string;
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

/** What the policy of the members' bus can be. */
export const busPolicies = [
  'organization',
  'no-members',
  'other-organization',
  'two-organizations',
  'anybody',
  'another-account',
  'another-role',
  'another-condition',
  'denied',
  'large',
  'missing',
] as const;

/** What the policies of the hub's queues can be. */
export const queuePolicies = [
  'rules',
  'one-rule',
  'other-rules',
  'another-condition',
  'denied',
  'none',
] as const;

/** Where messages that keep failing can go. */
export const redrives = ['right', 'early', 'elsewhere', 'none'] as const;

/** What can be done to the hub's rules. */
export const ruleStates = [
  'enabled',
  'without-reads',
  'disabled',
  'astray',
  'transformed',
  'narrowed',
  'widened',
  'no-dead-letters',
  'impatient',
] as const;

/** A hub as template.yaml makes it. */
export const healthyGuard: GuardState = {
  busPolicy: 'organization',
  rules: 'enabled',
  lostRule: '',
  queuePolicy: 'rules',
  redrive: 'right',
  lostQueue: '',
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
