/** Who holds the keys to an account's root user: the people who are asked when nobody knows who used it. */
export interface Custodians {
  readonly account: string;
  readonly people: readonly Custodian[];
  /** The last changes, oldest first. */
  readonly log: readonly CustodianLine[];
  /** 0 before it was stored; raised by one with every change. */
  readonly version: number;
}

/** One of them. */
export interface Custodian {
  /** A Slack user id. */
  readonly user: string;
  /** The person's name when they were added: part of the record, and shown instead of a mention, which would ping. */
  readonly name: string;
}

/** Who added or removed whom, and when (ms since the epoch). `by` and `user` are Slack user ids. */
export interface CustodianLine {
  readonly at: number;
  readonly by: string;
  readonly name: string;
  readonly did: 'added' | 'removed';
  readonly user: string;
}

/** More people than that share no secret. */
export const mostCustodians = 20;

const keptLines = 100;

/** An account without custodians. */
export function noCustodians(account: string): Custodians {
  return { account, people: [], log: [], version: 0 };
}

/** With one more person; undefined if they are one already, or there are too many. */
export function withCustodian(
  custodians: Custodians,
  person: Custodian,
  act: { readonly by: string; readonly name: string; readonly at: number },
): Custodians | undefined {
  const { people } = custodians;
  if (people.some(({ user }) => user === person.user) || people.length >= mostCustodians) return undefined;
  return changed({ ...custodians, people: [...people, person] }, { ...act, did: 'added', user: person.user });
}

/** With one person less; undefined if they are none. */
export function withoutCustodian(
  custodians: Custodians,
  user: string,
  act: { readonly by: string; readonly name: string; readonly at: number },
): Custodians | undefined {
  const people = custodians.people.filter((person) => person.user !== user);
  if (people.length === custodians.people.length) return undefined;
  return changed({ ...custodians, people }, { ...act, did: 'removed', user });
}

function changed(custodians: Custodians, line: CustodianLine): Custodians {
  return {
    ...custodians,
    log: [...custodians.log, line].slice(-keptLines),
    version: custodians.version + 1,
  };
}
