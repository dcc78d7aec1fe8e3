/**
 * Makes this thread live in sandbox time: `new Date()`, `Date()` and `Date.now()` run ahead by `skipped[0]` ms.
 * Production code then needs no hook for tests, and the AWS SDK signs with the time that the local AWS expects.
 *
 * A proxy and no subclass: dates that Node makes itself (structuredClone, file times) stay `instanceof Date`.
 */
export function shiftDate(skipped: Float64Array): void {
  const RealDate = Date;
  const now = () => RealDate.now() + (skipped[0] ?? 0);

  const shifted = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  RealDate.prototype.constructor = shifted;
  globalThis.Date = shifted;
}
