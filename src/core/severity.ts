/** How urgent: critical = call somebody now; high = root was used or a root credential touched; medium = perimeter; low = for the record. */
export type Severity = 'low' | 'medium' | 'high' | 'critical';

const order: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/** Sorts the most severe first. */
export function bySeverity(a: Severity, b: Severity): number {
  return order.indexOf(b) - order.indexOf(a);
}

/** True if `severity` is at least as severe as `floor`. */
export function atLeast(severity: Severity, floor: Severity): boolean {
  return order.indexOf(severity) >= order.indexOf(floor);
}

/** Whether a text names a severity. */
export function isSeverity(text: string | undefined): text is Severity {
  return order.some((severity) => severity === text);
}
