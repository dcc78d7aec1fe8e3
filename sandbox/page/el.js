/**
 * Makes an element. Properties become attributes, `on…` properties listeners; undefined, null and false are left out.
 * Children are nodes or texts: a text stays text whatever is in it, which is why the page has no innerHTML anywhere.
 */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) setProperty(node, name, value);
  node.append(...listed(children));
  return node;
}

/** Replaces what a node holds, and gives the focus back to the element that had it (told by its `data-key`). */
export function fill(node, ...children) {
  keepingFocus(node, () => node.replaceChildren(...listed(children)));
}

const states = new WeakMap();

/**
 * Fills a node only if `state` (anything that JSON can tell) is another than last time. What is drawn anew for nothing
 * swallows the click of whoever has just pressed the mouse down on it.
 */
export function refill(node, state, children) {
  const next = JSON.stringify(state);
  if (states.get(node) === next) return;
  states.set(node, next);
  fill(node, children());
}

/**
 * Runs a change below `root`. Whoever had the focus there and was drawn anew has it again afterwards; if it is gone
 * (a button that was pressed away), what it stood in has it, so that the keyboard stays where it was.
 */
export function keepingFocus(root, change) {
  const active = root.contains(document.activeElement) ? document.activeElement : undefined;
  const keys = active === undefined ? [] : keysUpTo(active, root);
  change();
  if (active === undefined || (active.isConnected && document.activeElement === active)) return;
  const found = keys.map((key) => root.querySelector(`[data-key="${CSS.escape(key)}"]`)).find(Boolean);
  (found ?? root).focus({ preventScroll: true });
}

function keysUpTo(node, root) {
  if (node === null || node === root) return [];
  const above = keysUpTo(node.parentElement, root);
  return node.dataset.key === undefined ? above : [node.dataset.key, ...above];
}

function setProperty(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
  else node.setAttribute(name, value === true ? '' : String(value));
}

function listed(children) {
  return children.flat(Number.POSITIVE_INFINITY).filter((child) => child || child === 0);
}
