import { createHmac } from 'node:crypto';

/** A request of Slack's as it reaches API Gateway. */
export interface SlackRequest {
  readonly body: string;
  readonly secret: string;
  /** Seconds since the epoch; now if left out. */
  readonly timestamp?: number;
  readonly contentType?: string;
  readonly base64?: boolean;
  /** Replaces or, with undefined, removes headers. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly path?: string;
  readonly method?: string;
}

/**
 * The API Gateway HTTP API event (payload 2.0) of a request that Slack signed.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpApiEvent(request: SlackRequest): object {
  const { body, secret, base64 = false, path = '/slack/events', method = 'POST' } = request;
  const timestamp = String(request.timestamp ?? Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': request.contentType ?? 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    host: 'abc.execute-api.us-east-1.amazonaws.com',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
    ...request.headers,
  };
  return {
    version: '2.0',
    routeKey: 'POST /slack/events',
    rawPath: path,
    rawQueryString: '',
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
    requestContext: contextOf(method, path),
    body: base64 ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded: base64,
  };
}

/**
 * The same event of a request as it came over the wire: repeated headers joined by commas, cookies in a list of their
 * own, and the body as text or as base64, as API Gateway sends what it takes for binary.
 */
export function wireEvent(
  request: {
    readonly method: string;
    readonly target: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: Buffer;
  },
  base64: boolean,
): object {
  const { method, target, headers, body } = request;
  const [path = '', query = ''] = target.split('?');
  const valuesOf = (wanted: string) => headers.filter(([name]) => name === wanted).map(([, value]) => value);
  const names = [...new Set(headers.map(([name]) => name))].filter((name) => name !== 'cookie');
  const cookies = valuesOf('cookie').flatMap((line) => line.split('; '));
  return {
    version: '2.0',
    routeKey: 'POST /slack/events',
    rawPath: path,
    rawQueryString: query,
    ...(cookies.length > 0 && { cookies }),
    headers: {
      host: 'abc.execute-api.us-east-1.amazonaws.com',
      ...Object.fromEntries(names.map((name) => [name, valuesOf(name).join(',')])),
    },
    requestContext: contextOf(method, path),
    ...(body.length > 0 && { body: body.toString(base64 ? 'base64' : 'utf8') }),
    isBase64Encoded: base64 && body.length > 0,
  };
}

function contextOf(method: string, path: string): object {
  return {
    accountId: '111122223333',
    apiId: 'abc',
    domainName: 'abc.execute-api.us-east-1.amazonaws.com',
    domainPrefix: 'abc',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.10', userAgent: 'Slackbot 1.0' },
    requestId: 'request',
    routeKey: 'POST /slack/events',
    stage: '$default',
    time: '23/Nov/2026:05:02:11 +0000',
    timeEpoch: 1_795_410_131_000,
  };
}

/** The form body of a slash command, with the fields that Slack sends. */
export function slashCommandBody(
  text: string,
  user = 'U0KIM',
  responseUrl = 'https://hooks.slack.com/commands/T0ACME/1/x',
): string {
  return new URLSearchParams({
    token: 'deprecated',
    team_id: 'T0ACME',
    team_domain: 'acme',
    channel_id: 'C0ALERTS',
    channel_name: 'aws-root',
    user_id: user,
    user_name: user.toLowerCase(),
    command: '/rootguard',
    text,
    api_app_id: 'A0ROOTGUARD',
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: '1.2.abc',
  }).toString();
}
