import type { Text, TextList } from './locale.ts';

/** How to do one thing about root, step by step, in the console's present wording. Its file name is its word. */
export interface Guide {
  readonly title: Text;
  /** Why it is worth doing, in one or two sentences. */
  readonly why: Text;
  readonly parts: readonly GuidePart[];
  /** How to see that it is done. */
  readonly proof: Text;
}

/** A way to do it, or a stage of it. Commands in steps stand between backticks. */
export interface GuidePart {
  readonly heading: Text;
  readonly steps: TextList;
}

/** Types a guide; does nothing at run time. */
export function defineGuide(guide: Guide): Guide {
  return guide;
}
