/** Reads from the sandbox's door. Throws an Error with the sandbox's own words. */
export function get(path, query = {}) {
  const search = new URLSearchParams(query).toString();
  return call('GET', search === '' ? path : `${path}?${search}`);
}

/** Does something at the sandbox's door. Throws an Error with the sandbox's own words. */
export function post(path, body = {}) {
  return call('POST', path, body);
}

/** Sets something at the sandbox's door. Throws an Error with the sandbox's own words. */
export function put(path, body) {
  return call('PUT', path, body);
}

/** Calls back at every change in the sandbox, and when the connection to it breaks or is back. */
export function listen({ onChange, onConnection }) {
  const stream = new EventSource('/_sandbox/stream');
  stream.addEventListener('change', onChange);
  stream.addEventListener('open', () => onConnection(true));
  stream.addEventListener('error', () => onConnection(false));
}

async function call(method, path, body) {
  const request =
    body === undefined
      ? { method }
      : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/_sandbox/${path}`, request).catch(() => undefined);
  if (response === undefined) throw new Error('The sandbox does not answer. Is `npm start` still running?');
  const answer = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  throw new Error(answer?.error ?? `The sandbox answered ${method} ${path} with ${response.status}.`);
}
