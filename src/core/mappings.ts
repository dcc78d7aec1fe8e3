/** The versions of the CIS AWS Foundations Benchmark that a control has kept its meaning in, newest last. */
const cisVersions = ['3.0', '4.0.1', '5.0', '6.0', '7.0'] as const;

/**
 * The numbers of one control in the CIS AWS Foundations Benchmark 3.0, 4.0.1, 5.0, 6.0 and 7.0, in this order; an empty text
 * where a version lacks it. https://www.cisecurity.org/benchmark/amazon_web_services
 */
export function cis(
  ...numbers: readonly [string, string, string, string, string]
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    cisVersions
      .map((version, index) => [`CIS AWS ${version}`, numbers[index] ?? ''] as const)
      .filter(([, id]) => id !== ''),
  );
}
