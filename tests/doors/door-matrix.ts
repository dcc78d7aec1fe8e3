import { gzipSync } from 'node:zlib';
import { slashCommandBody } from '../support/http-api.ts';
import { form, type MatrixRequest } from './matrix-request.ts';

const json = 'application/json';
const none = () => undefined;
const wrong = () => `v0=${'0'.repeat(64)}`;

const help = slashCommandBody('help', 'U0LEE');
const interaction = (payload: unknown) => `payload=${encodeURIComponent(JSON.stringify(payload))}`;
const from = { team: { id: 'T0ACME', domain: 'acme' }, user: { id: 'U0LEE', team_id: 'T0ACME' } };
const press = (action_id: string, who: object = from) =>
  interaction({
    type: 'block_actions',
    ...who,
    trigger_id: '1.2.abc',
    actions: [{ type: 'button', block_id: 'b', action_id, value: 'RG-NONE', action_ts: '1.0' }],
  });
const submission = (type: string) =>
  interaction({
    type,
    ...from,
    view: { id: 'V1', type: 'modal', callback_id: 'unknown', state: { values: {} } },
  });
const large = help + '&padding='.padEnd(5 * 1_048_576, 'x');
const envelope = JSON.stringify({
  version: '0',
  source: 'aws.signin',
  'detail-type': 'AWS Console Sign In via CloudTrail',
  account: '111122223333',
  detail: { eventName: 'ConsoleLogin', userIdentity: { type: 'Root' } },
});

const answered = { gateway: 200, bundle: 200, genuine: true } as const;
const notUnderstood = { gateway: 400, bundle: 400, genuine: true } as const;
const refused = { gateway: 401, bundle: 401, genuine: false } as const;
/** The gateway has no such route; the function looks at the signature first. */
const noRoute = { gateway: 404, bundle: 404, genuine: true } as const;
const noRouteForged = { gateway: 404, bundle: 401, genuine: false, signature: wrong } as const;

/** Every kind of request that has ever reached a door like this one, or that somebody might think of. */
export const doorMatrix: readonly MatrixRequest[] = [
  // What Slack sends.
  { name: 'a command', body: help, ...answered },
  { name: 'a command in Korean', body: slashCommandBody('상태 🔐 é', 'U0KIM'), ...answered },
  { name: 'a command without text', body: slashCommandBody('', 'U0LEE'), ...answered },
  { name: 'a word that does not exist', body: slashCommandBody('explode', 'U0LEE'), ...answered },
  { name: "another app's command", body: help.replace('%2Frootguard', '%2Fdeploy'), ...answered },
  { name: 'a command of nobody', body: 'command=%2Frootguard&text=help', ...answered },
  { name: 'a command with broken escapes', body: `${help}&junk=%zz%E0%A4`, ...answered },
  { name: 'a press on a button', body: press('acknowledge'), ...answered },
  { name: 'a press on a button that does not exist', body: press('__proto__'), ...answered },
  { name: 'a submission of a modal that does not exist', body: submission('view_submission'), ...answered },
  { name: 'a shortcut', body: interaction({ type: 'shortcut', callback_id: 'x', ...from }), ...answered },
  {
    name: 'an event',
    contentType: json,
    body: JSON.stringify({
      type: 'event_callback',
      team_id: 'T0ACME',
      event: { type: 'app_mention', user: 'U0LEE' },
    }),
    ...answered,
  },
  {
    name: 'a URL verification',
    contentType: json,
    body: '{"type":"url_verification","challenge":"c"}',
    ...answered,
  },
  { name: 'an SSL check', body: 'ssl_check=1&token=x', ...answered },
  {
    name: 'a retry',
    body: help,
    headers: [
      ['x-slack-retry-num', '1'],
      ['x-slack-retry-reason', 'http_timeout'],
    ],
    ...answered,
  },
  {
    name: 'cookies',
    body: help,
    headers: [
      ['cookie', 'a=1; b=2'],
      ['cookie', 'c=3'],
    ],
    ...answered,
  },
  {
    name: 'a header that comes twice',
    body: help,
    headers: [
      ['accept', '*/*'],
      ['accept', 'text/html'],
    ],
    ...answered,
  },
  { name: 'a query string', target: '/slack/events?a=1&a=2&b=%20', body: help, ...answered },
  { name: 'four minutes old', age: 240, body: help, ...answered },
  { name: 'a clock four minutes ahead', age: -240, body: help, ...answered },

  // Signed, and still not to be understood.
  { name: 'a form with a charset', contentType: `${form}; charset=utf-8`, body: help, ...notUnderstood },
  {
    name: 'JSON with a charset',
    contentType: `${json}; charset=UTF-8`,
    body: '{"type":"url_verification","challenge":"c"}',
    ...answered,
  },
  { name: 'a form that says it is text', contentType: 'text/plain', body: help, ...notUnderstood },
  { name: 'a form without a content type', contentType: undefined, body: help, ...notUnderstood },
  { name: 'two content types', body: help, headers: [['content-type', json]], ...notUnderstood },
  { name: 'broken JSON', contentType: json, body: '{"type":', ...notUnderstood },
  { name: 'an empty body that says it is JSON', contentType: json, body: '', ...notUnderstood },
  { name: 'a form with a broken payload', body: 'payload=%7B%22type', ...notUnderstood },
  { name: 'a body of 5 MB', body: large, gateway: 413, bundle: 413, genuine: true },
  {
    name: 'packed bytes',
    body: gzipSync(help),
    headers: [['content-encoding', 'gzip']],
    gateway: 401,
    bundle: 401,
    genuine: true,
  },
  {
    name: 'a press of nobody',
    body: press('acknowledge', { team: from.team }),
    gateway: 500,
    bundle: 500,
    genuine: true,
  },
  {
    name: 'a listener that throws',
    body: 'command=%2Frootguard&team_id=T0ACME&user_id=U0LEE',
    gateway: 500,
    bundle: 500,
    genuine: true,
  },
  { name: 'an empty form', body: '', slow: true, ...noRoute },

  // Not from Slack, or not now.
  { name: 'no signature and no timestamp', body: help, signature: none, timestamp: none, ...refused },
  { name: 'no signature', body: help, signature: none, ...refused },
  { name: 'no timestamp', body: help, timestamp: none, ...refused },
  { name: 'a wrong signature', body: help, signature: wrong, ...refused },
  { name: 'half a signature', body: help, signature: (right) => right.slice(0, 20), ...refused },
  { name: 'an empty signature', body: help, signature: () => 'v0=', ...refused },
  {
    name: 'a signature of another version',
    body: help,
    signature: (right) => right.replace('v0', 'v1'),
    ...refused,
  },
  { name: 'a signature in capitals', body: help, signature: (right) => right.toUpperCase(), ...refused },
  {
    name: 'two signatures, one of them right',
    body: help,
    headers: [['x-slack-signature', wrong()]],
    ...refused,
  },
  { name: 'a replay after five minutes', age: 301, body: help, ...refused },
  { name: 'a replay after a day', age: 86_400, body: help, ...refused },
  { name: 'a date six minutes ahead', age: -360, body: help, ...refused },
  { name: 'a date one day ahead', age: -86_400, body: help, ...refused },
  {
    name: 'another timestamp than the signed one',
    body: help,
    timestamp: (right) => String(Number(right) - 1),
    ...refused,
  },
  { name: 'a timestamp that is no number', body: help, timestamp: () => 'now', ...refused },
  { name: 'a timestamp in another spelling', body: help, timestamp: (right) => `${right}.0`, ...refused },
  { name: 'an unsigned SSL check', body: 'ssl_check=1', signature: none, ...refused },
  {
    name: 'an unsigned URL verification',
    contentType: json,
    body: '{"type":"url_verification","challenge":"c"}',
    signature: none,
    ...refused,
  },
  { name: 'a forged press', body: press('acknowledge'), signature: wrong, ...refused },
  { name: 'a forged EventBridge event', contentType: json, body: envelope, signature: none, ...refused },
  {
    name: "a forged EventBridge event that says it comes from AWS's own host",
    contentType: json,
    body: envelope,
    headers: [['host', 'events.amazonaws.com']],
    signature: none,
    ...refused,
    // The sandbox lets in nothing that was meant for another host.
    gateway: 403,
  },
  { name: 'unsigned broken JSON', contentType: json, body: '{"a":', signature: none, ...refused },
  { name: 'an unsigned broken form', body: '%%%=%zz', signature: none, ...refused },
  { name: 'unsigned nothing', body: '', signature: none, contentType: undefined, ...refused },
  { name: 'unsigned 5 MB', body: large, signature: wrong, ...refused },

  // Other ways in.
  { name: 'GET', method: 'GET', body: '', ...noRoute },
  { name: 'HEAD', method: 'HEAD', body: '', ...noRoute },
  { name: 'PUT', method: 'PUT', body: help, ...noRoute },
  { name: 'a forged GET', method: 'GET', body: '', ...noRouteForged },
  { name: 'two slashes', target: '//slack/events', body: help, ...noRoute },
  // The function's router does not mind the slash; the gateway in front of it does.
  { name: 'a slash at the end', target: '/slack/events/', body: help, ...answered, gateway: 404 },
  { name: 'an encoded letter', target: '/slack/%65vents', body: help, ...noRoute },
  { name: 'an encoded slash', target: '/slack%2Fevents', body: help, ...noRoute },
  { name: 'a way around', target: '/slack/x/../events', body: help, ...noRoute },
  { name: 'capitals', target: '/slack/EVENTS', body: help, ...answered, gateway: 404 },
  {
    name: 'a path that does not exist',
    target: '/eventbridge',
    body: envelope,
    contentType: json,
    ...noRoute,
  },
  { name: 'a forged way around', target: '//slack/events/', body: help, ...noRouteForged },
  {
    name: 'a forged EventBridge route',
    target: '/eventbridge',
    body: envelope,
    contentType: json,
    ...noRouteForged,
  },
];
