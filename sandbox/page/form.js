import { isEmpty, valueIn } from './values.js';

/**
 * What a person fills into one view. It outlives a redraw: what was typed stays where the block_id, action_id and type
 * stay, as Slack promises for views.update.
 */
export function createForm() {
  let view;
  let errors = {};
  let fields = [];
  let kept = new Map();

  return {
    /** Begins a redraw for a version of the view; what is filled in so far is kept. */
    begin(next) {
      kept = new Map(fields.map(({ key, read }) => [key, read()]));
      view = next;
      errors = next.errors ?? {};
      fields = [];
    },
    valueOf(block, element) {
      const key = keyOf(block, element);
      return kept.has(key)
        ? (kept.get(key) ?? '')
        : valueIn(view.state?.values[block.block_id]?.[element.action_id]);
    },
    register(block, element, read) {
      fields.push({ key: keyOf(block, element), block, element, read });
    },
    errorOf: (block) => errors[block.block_id],
    /** What the sandbox's door takes: by block_id and action_id. */
    values: () =>
      fields.reduce((all, { block, element, read }) => {
        const row = { ...all[block.block_id], [element.action_id]: read() };
        return Object.assign(all, { [block.block_id]: row });
      }, Object.create(null)),
    /** Slack's client sends nothing while a required field is empty: `words` for each such block, by block_id. */
    missing: (words) =>
      Object.fromEntries(
        fields
          .filter(({ block, read }) => block.type === 'input' && block.optional !== true && isEmpty(read()))
          .map(({ block }) => [block.block_id, words]),
      ),
  };
}

function keyOf({ block_id: block }, { action_id: action, type }) {
  return [block, action, type].join('\n');
}
