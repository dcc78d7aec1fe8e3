/** Bounds of what is kept of a value. Attackers choose what CloudTrail records; a store item holds 400 KB. */
const limits = { text: 1_000, entries: 50, depth: 12, whole: 40_000 } as const;

/** CloudTrail itself leaves out most secrets; session tokens do appear in STS answers, and nobody needs them in Slack. */
const secretKeys: ReadonlySet<string> = new Set([
  'sessionToken',
  'secretAccessKey',
  'password',
  'newPassword',
  'oldPassword',
]);

/** How many characters may still be kept; shared by all parts of one value. */
interface Budget {
  left: number;
}

/** A copy that is small whatever came in: long strings, long lists, deep nesting and the whole are cut, and say so. */
export function shortened(value: unknown): unknown {
  return shorten(value, { left: limits.whole }, 0);
}

/** A text of at most about 1,000 characters, well-formed Unicode. */
export function shortText(text: string): string {
  if (text.length <= limits.text) return text.toWellFormed();
  return `${text.slice(0, limits.text).toWellFormed()}… (${text.length - limits.text} more characters)`;
}

function shorten(value: unknown, budget: Budget, depth: number): unknown {
  if (budget.left <= 0) return '… (left out)';
  if (typeof value === 'string') return spend(budget, shortText(value));
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= limits.depth) return '… (nested deeper than RootGuard keeps)';
  return Array.isArray(value) ? shortList(value, budget, depth) : shortObject(value, budget, depth);
}

function shortList(list: readonly unknown[], budget: Budget, depth: number): unknown[] {
  const kept: unknown[] = [];
  for (const entry of list.slice(0, limits.entries)) {
    if (budget.left <= 0) break;
    budget.left -= 2;
    kept.push(shorten(entry, budget, depth + 1));
  }
  return list.length > kept.length ? [...kept, `… (${list.length - kept.length} more)`] : kept;
}

function shortObject(object: object, budget: Budget, depth: number): object {
  const entries = Object.entries(object);
  const kept: [string, unknown][] = [];
  for (const [key, entry] of entries.slice(0, limits.entries)) {
    if (budget.left <= 0) break;
    kept.push([
      spend(budget, shortText(key)),
      secretKeys.has(key) ? '(not kept)' : shorten(entry, budget, depth + 1),
    ]);
  }
  if (entries.length > kept.length) kept.push(['…', `${entries.length - kept.length} more`]);
  // fromEntries defines own properties, so a key named __proto__ stays data.
  return Object.fromEntries(kept);
}

function spend(budget: Budget, text: string): string {
  budget.left -= text.length + 4;
  return text;
}
