/** How far a scan has come, on a terminal. */
export interface Progress {
  show(bytes: number, name: string): void;
  /** Takes the line away, before anything else is written. */
  clear(): void;
}

const pause = 200;

/** A line on `stream` that is written over and over; nothing at all where nobody watches. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let last = Date.now();
  let shown = false;
  return {
    show(bytes, name) {
      if (Date.now() - last < pause) return;
      last = Date.now();
      shown = true;
      const line = `${(bytes / 1_000_000).toFixed(0)} MB  ${name}`;
      // A line that wraps could not be written over.
      stream.write(`\r\x1b[K${[...line].slice(0, Math.max(stream.columns - 1, 20)).join('')}`);
    },
    clear() {
      if (shown) stream.write('\r\x1b[K');
      shown = false;
    },
  };
}
