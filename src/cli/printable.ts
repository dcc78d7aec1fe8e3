/**
 * A text from a log, fit for a terminal: whoever holds root chooses names and agents, and could otherwise clear the
 * screen, move the cursor, add lines or turn the direction of writing. Control and format characters become `�`.
 */
export function printable(text: string, longest = 200): string {
  const clean = text
    .slice(0, longest * 4)
    .toWellFormed()
    .replaceAll(unprintable, '�');
  const characters = [...clean];
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : clean;
}

/** JSON for a terminal: the same value, with every character that could act on it as an escape. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Controls, format characters (bidirectional ones among them), line and paragraph separators; below U+10000. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
