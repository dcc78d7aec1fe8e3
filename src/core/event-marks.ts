/**
 * The marks of an incident's events as one text: 8 characters each, one behind the other. In a list, DynamoDB and the
 * marshalling would cost more than the marks.
 */
const length = 8;

/** About 160 KB of an item's 400: an incident with more events forgets the oldest marks, and could only then count one twice. */
const kept = 20_000;

/** Whether the event with this mark is among them. */
export function hasMark(marks: string, mark: string): boolean {
  for (let at = marks.indexOf(mark); at !== -1; at = marks.indexOf(mark, at + 1)) {
    if (at % length === 0) return true;
  }
  return false;
}

/** The marks with one more. */
export function withMark(marks: string, mark: string): string {
  return (marks + mark).slice(-kept * length);
}
