import { asObject, type JsonObject } from '../../src/core/json.ts';
import { AwsError, common, type Protocol, shapeOf } from './errors.ts';
import type { WireRequest } from './signature.ts';
import { type Reply, toXml } from './xml.ts';

/** How one service is spoken to. */
export interface Dialect {
  readonly protocol: Protocol;
  /** Query: the API version that the `Version` parameter must have. JSON: the prefix of X-Amz-Target. */
  readonly version: string;
  /** Query only: the namespace of the answers. */
  readonly namespace?: string;
  /** REST only: where operations are, if each has not a path of its own by its name. */
  readonly routes?: readonly Route[];
}

/** An operation of a REST service: named groups of its path are input, and so are the members of the query string. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly operation: string;
}

/** The operation that a request asks for, and its input. */
export interface Asked {
  readonly operation: string;
  readonly input: JsonObject;
}

/** An answer ready for the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The operation's name, without looking at the body's worth; `unknown` when the request names none. */
export function operationOf(request: WireRequest, { routes }: Dialect): string {
  if (routes !== undefined) return routed(request, routes)?.operation ?? 'unknown';
  const target = request.headers['x-amz-target'];
  if (target !== undefined) return target.split('.').at(-1) ?? 'unknown';
  const path = new URL(request.url, 'http://localhost').pathname.slice(1);
  if (path !== '') return path.charAt(0).toUpperCase() + path.slice(1);
  return new URLSearchParams(request.body.toString('utf8')).get('Action') ?? 'unknown';
}

/** Reads a request in its service's dialect. Throws AwsError when it is not of that dialect. */
export function readRequest(request: WireRequest, dialect: Dialect): Asked {
  if (dialect.protocol === 'query') return readQuery(request, dialect);
  return dialect.protocol === 'rest-json' ? readRest(request, dialect) : readJson(request, dialect);
}

/** Renders a successful answer. */
export function success(reply: Reply, asked: Asked, dialect: Dialect, requestId: string): WireAnswer {
  if (dialect.protocol !== 'query') return json(200, reply, dialect.protocol);
  const { operation } = asked;
  const result = `<${operation}Result>${toXml(reply)}</${operation}Result>`;
  return xml(
    200,
    `<${operation}Response xmlns="${dialect.namespace}">${result}${toXml({ ResponseMetadata: { RequestId: requestId } })}</${operation}Response>`,
  );
}

/** Renders an error as each family of services does. */
export function failure(error: AwsError, dialect: Dialect, requestId: string): WireAnswer {
  const { code, status } = shapeOf(error, dialect.protocol);
  if (dialect.protocol === 'rest-json') {
    const answer = json(status, { message: error.message }, dialect.protocol);
    return { ...answer, headers: { 'x-amzn-errortype': code } };
  }
  if (dialect.protocol !== 'query') {
    return json(status, { __type: code, message: error.message }, dialect.protocol);
  }
  const type = status < 500 ? 'Sender' : 'Receiver';
  const content = { Error: { Type: type, Code: code, Message: error.message }, RequestId: requestId };
  return xml(status, `<ErrorResponse xmlns="${dialect.namespace}">${toXml(content)}</ErrorResponse>`);
}

function readQuery(request: WireRequest, { version }: Dialect): Asked {
  if (
    request.method !== 'POST' ||
    !request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  ) {
    throw new AwsError(common.malformed, 'The query services here take a form by POST.');
  }
  const form = Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
  const { Action: operation, Version: asked, ...input } = form;
  if (operation === undefined || asked !== version) {
    throw new AwsError(common.unknownOperation, `Could not find operation ${operation} for version ${asked}`);
  }
  return { operation, input };
}

function readJson(request: WireRequest, { protocol, version }: Dialect): Asked {
  const type = request.headers['content-type']?.split(';')[0]?.trim();
  const [prefix, operation, ...rest] = (request.headers['x-amz-target'] ?? '').split('.');
  if (request.method !== 'POST' || prefix !== version || !operation || rest.length > 0) {
    throw new AwsError(common.unknownOperation, `X-Amz-Target must be ${version}.<Operation>.`);
  }
  if (type !== `application/x-amz-${protocol}`) {
    throw new AwsError(common.malformed, `The content type must be application/x-amz-${protocol}.`);
  }
  const input = asObject(parsed(request.body.toString('utf8')));
  if (input === undefined) throw new AwsError(common.malformed, 'The body must be a JSON object.');
  return { operation, input };
}

/** Every operation has a path of its own: `POST /getAlternateContact`. */
function readRest(request: WireRequest, dialect: Dialect): Asked {
  if (dialect.routes !== undefined) return readRouted(request, dialect.routes);
  const input = asObject(parsed(request.body.toString('utf8') || '{}'));
  if (request.method !== 'POST' || input === undefined)
    throw new AwsError(common.malformed, 'The body must be a JSON object, by POST.');
  return { operation: operationOf(request, dialect), input };
}

/** https://smithy.io/2.0/spec/http-bindings.html: what the path and the query string say. Nothing here has a body. */
function readRouted(request: WireRequest, routes: readonly Route[]): Asked {
  const route = routed(request, routes);
  if (route === undefined)
    throw new AwsError(common.unknownOperation, `There is nothing at ${request.method} ${request.url}.`);
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const named = Object.entries(route.path.exec(pathname)?.groups ?? {});
  const input = Object.fromEntries([...searchParams, ...named.map(([k, v]) => [k, decodeURIComponent(v)])]);
  return { operation: route.operation, input };
}

function routed(request: WireRequest, routes: readonly Route[]): Route | undefined {
  const { pathname } = new URL(request.url, 'http://localhost');
  return routes.find(({ method, path }) => method === request.method && path.test(pathname));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function json(status: number, reply: Reply, protocol: Protocol): WireAnswer {
  return {
    status,
    contentType: protocol === 'rest-json' ? 'application/json' : `application/x-amz-${protocol}`,
    body: JSON.stringify(reply),
  };
}

function xml(status: number, body: string): WireAnswer {
  return { status, contentType: 'text/xml', body };
}
