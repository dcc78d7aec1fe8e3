import express, { type Router } from 'express';
import { asObject, at, type JsonObject } from '../../src/core/json.ts';
import { commands } from '../../src/listeners/commands/index.generated.ts';
import type { AccountChange, AwsFault, OrganizationChange } from '../aws/local-aws.ts';
import { isOneOfMany } from '../aws/population.ts';
import { offeredShortcuts } from '../manifest.ts';
import { workspaceSeed } from '../seed.ts';
import type { SlackFault } from '../slack/local-slack.ts';
import { objectBody, onlyFields, optionalObjects } from './body.ts';
import { asked, ControlError } from './control-error.ts';
import type { ControlParts } from './parts.ts';

/** They do not change while the sandbox runs. */
const shortcuts = offeredShortcuts();

/** The world around RootGuard: AWS accounts, faults, the clock. */
export function worldRoutes({ clock, slack, aws, accountsChanged }: ControlParts): Router {
  const router = express.Router();

  router.get('/state', (_request, response) => {
    const { users } = workspaceSeed;
    const skippedMs = new Float64Array(clock.skipped)[0] ?? 0;
    response.json({
      users,
      channels: slack.channels(),
      commands: words,
      shortcuts,
      // The many of a large organization are no use on a page.
      accounts: aws.accounts().filter(({ id }) => !isOneOfMany(id)),
      central: aws.central(),
      guard: aws.guard(),
      clock: { now: clock.now(), skippedMs },
    });
  });

  router.put('/aws/accounts/:id', async (request, response) => {
    const { id } = request.params;
    const names = namesOf(aws.accounts());
    const change = objectBody(request.body, '{"name":"acme-dev","rootMfa":"none"}') as AccountChange;
    const account = await asked(() => aws.setAccount(id, change));
    if (namesOf(aws.accounts()) !== names) await accountsChanged();
    response.json(account);
  });

  router.put('/aws/organization', async (request, response) => {
    const change = objectBody(request.body, '{"members":1000,"delayMs":30,"throttled":0.01,"denied":0.005}');
    response.json(await asked(() => aws.setOrganization(change as OrganizationChange)));
  });

  router.get('/aws/emails', (_request, response) => void response.json(aws.emails));

  router.put('/aws/central', async (request, response) => {
    const change = objectBody(request.body, '{"features":[],"rootDenial":"none"}');
    response.json(await asked(() => aws.setCentral(change)));
  });

  router.put('/aws/guard', async (request, response) => {
    const change = objectBody(request.body, '{"busPolicy":"anybody"}');
    response.json(await asked(() => aws.setGuard(change)));
  });

  router.post('/faults', async (request, response) => {
    const body = objectBody(request.body, '{"slack":[…],"store":[…],"email":[…]}, or {} to clear all faults');
    onlyFields(body, ['slack', 'store', 'email']);
    const slackFaults = optionalObjects(body, 'slack');
    const storeFaults = optionalObjects(body, 'store').map(storeFault);
    const emailFaults = optionalObjects(body, 'email').map(emailFault);
    // The shapes are checked by those who play the faults out.
    await asked(() => {
      slack.setFaults(slackFaults as readonly object[] as readonly SlackFault[]);
      aws.setFaults([...storeFaults, ...emailFaults] as readonly object[] as readonly AwsFault[]);
    });
    response.json({ slack: slackFaults.length, store: storeFaults.length, email: emailFaults.length });
  });

  router.post('/clock', (request, response) => {
    const advanceMs = at(objectBody(request.body, '{"advanceMs":60000}'), 'advanceMs');
    if (typeof advanceMs !== 'number' || advanceMs < 0) {
      throw new ControlError(
        '"advanceMs" must be a number of milliseconds, 0 or more: time never runs backwards.',
      );
    }
    clock.advance(advanceMs);
    response.json({ now: clock.now() });
  });

  return router;
}

/** What the composer of the page hints at. */
const words = Object.entries(commands).map(([word, { usage, summary }]) => ({ word, usage, summary }));

/** The store is DynamoDB; without more words, a call fails once with DynamoDB's own failure. */
function storeFault(fault: JsonObject): JsonObject {
  return { error: 'InternalServerError', times: 1, ...asObject(fault), service: 'dynamodb' };
}

/** SNS has one operation here; without more words, it fails once with SNS's own failure. */
function emailFault(fault: JsonObject): JsonObject {
  return { operation: 'Publish', error: 'InternalError', times: 1, ...asObject(fault), service: 'sns' };
}

function namesOf(accounts: readonly { readonly id: string; readonly name: string }[]): string {
  return JSON.stringify(accounts.map(({ id, name }) => [id, name]));
}
