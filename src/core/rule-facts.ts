import type { Fact } from './fact.ts';

/** The EventBridge rule that feeds RootGuard. */
export interface AlertRule {
  readonly name: string;
  readonly exists: boolean;
  readonly state: string | undefined;
  readonly targets: number;
}

/** What the alert rule lets through, and where to. A rule that does not exist has neither. */
export interface AlertPath {
  /**
   * Events about root (of a fixed list) that neither its pattern lets through nor that of another rule whose events reach RootGuard:
   * `ConsoleLogin`, `CreateAccessKey` …
   */
  readonly misses: readonly string[];
  readonly targets: readonly AlertTarget[];
}

/** One target of the alert rule. */
export interface AlertTarget {
  /** True if it is where RootGuard listens, its queue in the hub, the hub's bus from elsewhere; and given the whole event. */
  readonly right: boolean;
  /** Whether EventBridge has the role that it needs: another account's bus needs one, a queue does not. */
  readonly hasRole: boolean;
  readonly hasDeadLetterQueue: boolean;
  /** How often and how long (s) EventBridge tries again; undefined stands for its own 185 times and 86,400 s. */
  readonly retries: number | undefined;
  readonly retrySeconds: number | undefined;
}

/** Why the events of a rule do not reach RootGuard. */
export type RuleFault = 'missing' | 'disabled' | 'no-target' | 'astray' | 'no-role';

/** A rule that hears what others do to root, and to RootGuard. */
export interface GuardRule {
  readonly name: string;
  readonly fault: RuleFault | 'none';
}

/** The rules in one more Region. */
export interface RegionalRule {
  readonly region: string;
  /** Of the alert rule. */
  readonly state: Fact<'enabled' | 'disabled' | 'missing'>;
  /** What keeps its events from RootGuard; `narrow` is its pattern. Absent in what older versions stored, as the next one. */
  readonly fault?: Fact<RuleFault | 'narrow' | 'none'> | undefined;
  /** Those of the other rules that are at fault. */
  readonly guards?: Fact<readonly GuardRule[]> | undefined;
}
