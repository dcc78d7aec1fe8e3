import type { IncomingMessage } from 'node:http';
import express, { type ErrorRequestHandler, type Router } from 'express';
import { asText, at } from '../src/core/json.ts';
import type { ChangeStream } from './control/change-stream.ts';
import { ControlError } from './control/control-error.ts';
import { detectionRoutes } from './control/detection-routes.ts';
import { eventRoutes } from './control/event-routes.ts';
import type { ControlParts } from './control/parts.ts';
import { slackRoutes } from './control/slack-routes.ts';
import { worldRoutes } from './control/world-routes.ts';

/**
 * The sandbox's door for tests, scripts and the page, under `/_sandbox`. Every answer is JSON; errors are
 * `{"error": cause and cure}` with 400 (the caller's mistake), 404 (no such call) or 503 (not idle in time).
 */
export function createControl(parts: ControlParts, changes: ChangeStream): Router {
  const router = express.Router();
  router.get('/_sandbox/stream', changes.handler);
  // Any content type: `curl -d` sends a form's. Any JSON: an event may be junk on purpose. But an empty body stays
  // undefined; the parser would take it for `{}`.
  const type = (request: IncomingMessage) => request.headers['content-length'] !== '0';
  router.use('/_sandbox', express.json({ limit: '8mb', strict: false, type }));
  router.use('/_sandbox', (request, response, next) => {
    if (request.method !== 'GET') response.on('finish', changes.notify);
    next();
  });
  router.get('/_sandbox/health', (_request, response) => void response.json({ ok: true }));
  for (const routes of [eventRoutes, slackRoutes, worldRoutes, detectionRoutes]) {
    router.use('/_sandbox', routes(parts));
  }
  router.use((request) => {
    throw new ControlError(`There is no ${request.method} ${request.path} in the sandbox.`, 404);
  });
  router.use(answerError);
  return router;
}

const answerError: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error);
  const { status, message } = explained(error);
  response.status(status).json({ error: message });
};

function explained(error: unknown): { readonly status: number; readonly message: string } {
  if (error instanceof ControlError) return error;
  const message = asText(at(error, 'message')) ?? String(error);
  // The words of body-parser, which are for programmers of Express.
  if (at(error, 'type') === 'entity.parse.failed') {
    return { status: 400, message: `The body is not valid JSON (${message}).` };
  }
  if (at(error, 'type') === 'entity.too.large') {
    return { status: 413, message: 'The body is larger than 8 MB. Send the events in several calls.' };
  }
  const status = Number(at(error, 'status'));
  return status >= 400 && status < 500
    ? { status, message }
    : {
        status: 500,
        message: `The sandbox itself failed: ${error instanceof Error ? error.stack : message}`,
      };
}
