/** True, false, or undefined for what is not known. */
export type Truth = boolean | undefined;

/** False as soon as one is false, true if all are. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

/** True as soon as one is true, false if none is. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

/** What is not known stays so. */
export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
