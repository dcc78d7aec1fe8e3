/** The floor: a bare Node process that posts once, over the client that the endpoint needs. */
const url = new URL('chat.postMessage', process.env.SLACK_API_URL);
const body = JSON.stringify({ channel: 'C0ALERTS', text: 'Root signed in' });
const { request } = require(url.protocol === 'https:' ? 'node:https' : 'node:http');

const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
request(url, { method: 'POST', headers }, (answer) => answer.resume().on('end', () => process.exit(0))).end(
  body,
);
