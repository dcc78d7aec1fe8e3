import express, { type Router } from 'express';
import type { Detection, Example } from '../../src/core/detection.ts';
import { happeningNow } from '../../src/core/example-envelope.ts';
import { detections } from '../../src/detections/index.generated.ts';
import { hubAccount } from '../seed.ts';
import { objectBody, onlyFields, optionalText } from './body.ts';
import { asked, ControlError } from './control-error.ts';
import type { ControlParts } from './parts.ts';

/** The detections' own examples, as buttons: what RootGuard can see, happening now in one of the accounts. */
export function detectionRoutes({ clock, aws, ingest }: ControlParts): Router {
  const router = express.Router();

  router.get('/detections', (_request, response) => {
    response.json(
      Object.entries(detections).map(([id, { title, examples }]) => ({
        id,
        title,
        examples: examples().map(({ name, raises }) => ({ name, raises })),
      })),
    );
  });

  router.post('/detections/:id/fire', async (request, response) => {
    const { id } = request.params;
    const body = objectBody(request.body, '{"account":"111122223333","example":"…"}, or {}');
    onlyFields(body, ['account', 'example']);
    const example = exampleOf(id, detectionOf(id), optionalText(body, 'example'));
    const wanted = optionalText(body, 'account') ?? hubAccount;
    const account = await asked(() => aws.account(wanted));
    const envelope = happeningNow(example, account.id, clock.now());
    aws.record(envelope);
    ingest.send(JSON.stringify(envelope));
    response.json({ accepted: 1, example: example.name, envelope });
  });

  return router;
}

function detectionOf(id: string): Detection {
  const detection = Object.hasOwn(detections, id) ? detections[id] : undefined;
  if (detection !== undefined) return detection;
  const known = Object.keys(detections).join(', ');
  throw new ControlError(`There is no detection "${id}". Known: ${known}.`, 404);
}

/** The example of that name; without a name the first that raises an alert. */
function exampleOf(id: string, detection: Detection, name: string | undefined): Example {
  const examples = detection.examples();
  const found = examples.find((example) =>
    name === undefined ? example.raises !== 'nothing' : example.name === name,
  );
  if (found !== undefined) return found;
  const known = examples.map((example) => `"${example.name}"`).join(', ');
  throw new ControlError(`"${id}" has no example "${name ?? 'that raises an alert'}". Known: ${known}.`);
}
