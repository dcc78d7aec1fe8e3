/** What stands around the hub in the simulated AWS. */
export interface GuardState {
  /** Who may put events onto the members' bus; `missing` is an installation without members. */
  readonly busPolicy: 'organization' | 'other-organization' | 'anybody' | 'missing';
  /** The hub's rules beside the alert rule. */
  readonly rules: 'enabled' | 'disabled' | 'astray';
  /** The e-mail subscription of the alarm topic. */
  readonly alarmEmail: 'confirmed' | 'pending' | 'none';
}

/** A hub as template.yaml makes it. */
export const healthyGuard: GuardState = {
  busPolicy: 'organization',
  rules: 'enabled',
  alarmEmail: 'confirmed',
};

/** The topic that alarms go to. */
export const alarmTopic = 'rootguard-own-alarms';
