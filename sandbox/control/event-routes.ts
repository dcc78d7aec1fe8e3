import express, { type Router } from 'express';
import { ControlError } from './control-error.ts';
import { becomeIdle } from './idle.ts';
import type { ControlParts } from './parts.ts';

/** Events in, and what became of them: queues, dead letters, logs. */
export function eventRoutes({ clock, aws, ingest, jobs, sweep, logs }: ControlParts): Router {
  const router = express.Router();
  const queues = [ingest, jobs, sweep];

  router.post('/events', (request, response) => {
    const body: unknown = request.body;
    if (body === undefined) {
      throw new ControlError('The body is empty. Send one EventBridge envelope, or a list of them, as JSON.');
    }
    const envelopes: readonly unknown[] = Array.isArray(body) ? body : [body];
    for (const envelope of envelopes) {
      aws.record(envelope);
      ingest.send(JSON.stringify(envelope));
    }
    response.json({ accepted: envelopes.length });
  });

  router.post('/idle', async (_request, response) => {
    await becomeIdle({ clock, queues });
    response.json({ ok: true });
  });

  router.get('/deadletters', (_request, response) => {
    response.json({ ingest: ingest.deadLetters, jobs: jobs.deadLetters, sweep: sweep.deadLetters });
  });

  router.post('/deadletters/redrive', (_request, response) => {
    response.json({ redriven: ingest.redrive() + jobs.redrive() + sweep.redrive() });
  });

  router.get('/logs', (_request, response) => void response.json(logs.lines()));

  return router;
}
