/**
 * What checks look at: an account, by its id, or one of these two. Records, alerts and buttons carry a subject where they carry
 * an account.
 */
export const subjects = ['organization', 'guard'] as const;

/** The whole organization, or the guard itself. */
export type Subject = (typeof subjects)[number];

/** Whether what a check looked at is no account. */
export function isSubject(of: string): of is Subject {
  return subjects.some((subject) => subject === of);
}
