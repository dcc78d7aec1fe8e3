/**
 * A connection to one page over the DevTools protocol: `send(method, params)` and the errors of its console so far.
 * https://chromedevtools.github.io/devtools-protocol/
 */
export async function connect(url) {
  // Node 22 and newer bring their own.
  const WebSocket = globalThis.WebSocket ?? (await import('ws')).WebSocket;
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  const waiting = new Map();
  const errors = [];
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error, method, params } = JSON.parse(data);
    const complaint = complaints[method]?.(params);
    if (complaint !== undefined) errors.push(complaint);
    const caller = waiting.get(id);
    waiting.delete(id);
    if (error !== undefined) caller?.reject(new Error(error.message));
    else caller?.resolve(result);
  });
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  return { send, errors };
}

/** What counts as an error of the console: console.error, what nobody caught, what could not be loaded. */
const complaints = {
  'Runtime.consoleAPICalled': ({ type, args }) =>
    type === 'error' ? args.map(({ value, description }) => value ?? description).join(' ') : undefined,
  'Runtime.exceptionThrown': ({ exceptionDetails: { exception, text } }) => exception?.description ?? text,
  'Log.entryAdded': ({ entry: { level, text, url } }) =>
    level === 'error' ? `${text} ${url ?? ''}` : undefined,
};
