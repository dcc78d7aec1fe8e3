/** Gathers what one of the wanted facts needs; undefined, and no call, if none does. */
export type When<Names> = <T>(
  facts: readonly Names[],
  gather: () => T | Promise<T>,
) => Promise<T | undefined>;

/** Which facts are asked for; all of them if nobody says. */
export interface Wanted<Facts, N extends keyof Facts> {
  readonly when: When<keyof Facts>;
  /** Those that are asked for, of what was gathered. */
  pick(gathered: { readonly [K in keyof Facts]?: Facts[K] | undefined }): Pick<Facts, N>;
}

/** A look at one check asks AWS for that check's facts alone. */
export function wanted<Facts, N extends keyof Facts>(needs: readonly N[] | undefined): Wanted<Facts, N> {
  const names: ReadonlySet<keyof Facts> | undefined = needs && new Set(needs);
  return {
    when: async (facts, gather) =>
      names === undefined || facts.some((name) => names.has(name)) ? await gather() : undefined,
    pick(gathered) {
      const all = Object.entries(gathered) as [keyof Facts, unknown][];
      const own = all.filter(([name, fact]) => fact !== undefined && (names?.has(name) ?? true));
      return Object.fromEntries(own) as Pick<Facts, N>;
    },
  };
}
