/**
 * What a stateful element holds, as the sandbox's door takes it: a text, an option's value, an id, or a list of them.
 * Undefined where it holds nothing. `state` is an entry of a view's `state.values`.
 */
export function valueIn(state) {
  return plainValue(Object.entries(state ?? {}).find(([name]) => name !== 'type')?.[1]);
}

/** What an element starts with. */
export function initialValue(element) {
  return plainValue(Object.entries(element).find(([name]) => name.startsWith('initial_'))?.[1]);
}

/** True where a person entered nothing. */
export function isEmpty(value) {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function plainValue(value) {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(plainValue);
  return typeof value === 'object' ? value.value : value;
}
