/** How far a walk through one JSON object has come. */
export interface Walk {
  /** Brackets that are open; 0 when the object is over. */
  depth: number;
  inText: boolean;
  escaped: boolean;
  /** The byte, counted from the beginning of the chunk, of the first thing that no JSON has; -1 if there was none. */
  illegalAt: number;
}

/** A walk that begins behind an object's first bracket. */
export function newWalk(): Walk {
  return { depth: 1, inText: false, escaped: false, illegalAt: -1 };
}

/** What a byte is outside of texts. */
export const byteKinds = { illegal: 0, blank: 1, literal: 2, quote: 3, opening: 4, closing: 5 } as const;

/**
 * The kind of every byte outside of texts. Only the signs of numbers and the letters of `true`, `false` and `null`
 * stand there in JSON. https://www.rfc-editor.org/rfc/rfc8259
 */
export const kindOf: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  kindOfCharacter(String.fromCharCode(byte)),
);

/**
 * Walks on from byte `from` and stops at the bracket that ends the object, at a `[` right inside of it, or at a line
 * break inside of a text, which JSON does not allow. Returns where it stopped; the chunk's length if it found none.
 *
 * This loop sees every byte of a log: it decodes nothing, and whatever it looks at is in a local variable.
 */
export function walkOn(walk: Walk, chunk: Buffer, from: number): number {
  const [kinds, stops] = [kindOf, stopsText];
  const { illegal, quote, opening } = byteKinds;
  const { length } = chunk;
  let { depth, inText, escaped } = walk;
  let i = from;
  while (i < length) {
    if (inText) {
      if (escaped) i++;
      escaped = false;
      while (i < length && stops[chunk[i] ?? 0] === 0) i++;
      if (i >= length || chunk[i] === newline) break;
      escaped = chunk[i] === backslash;
      inText = escaped;
    } else {
      const kind = kinds[chunk[i] ?? 0] ?? illegal;
      if (kind === quote) inText = true;
      else if (kind === opening) {
        if (depth === 1 && chunk[i] === openBracket) break;
        depth++;
      } else if (kind > opening) {
        depth--;
        if (depth === 0) break;
      } else if (kind === illegal && walk.illegalAt < 0) walk.illegalAt = i;
    }
    i++;
  }
  walk.depth = depth;
  walk.inText = inText;
  walk.escaped = escaped;
  return i;
}

const [newline, backslash, openBracket] = [10, 92, 91];

/** 1 for the bytes of a text that matter: its end, an escape, and a line break. */
const stopsText = Uint8Array.from({ length: 256 }, (_, byte) =>
  '"\\\n'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

function kindOfCharacter(character: string): number {
  if (' \t\r\n,:'.includes(character)) return byteKinds.blank;
  if (character === '"') return byteKinds.quote;
  if ('{['.includes(character)) return byteKinds.opening;
  if ('}]'.includes(character)) return byteKinds.closing;
  return /[-+.0-9eEtrufalsn]/.test(character) ? byteKinds.literal : byteKinds.illegal;
}
