/** Bytes that are kept from one chunk to the next. */
export interface KeptBytes {
  readonly length: number;
  /** Copies, so that the chunk may be overwritten. */
  add(bytes: Buffer): void;
  /** All that was kept, and `tail`, in one. Copies nothing if nothing was kept. */
  with(tail: Buffer): Buffer;
  clear(): void;
}

/** Keeps bytes, none at first. */
export function keptBytes(): KeptBytes {
  let parts: Buffer[] = [];
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(bytes) {
      parts.push(Buffer.from(bytes));
      length += bytes.length;
    },
    with: (tail) => (length === 0 ? tail : Buffer.concat([...parts, tail])),
    clear() {
      parts = [];
      length = 0;
    },
  };
}
