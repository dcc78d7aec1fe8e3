import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { sdkDynamoCall } from '../aws/sdk-dynamo-call.ts';
import { createStore } from '../aws/store.ts';
import { type Config, ConfigError, environment as ownEnvironment, readConfig } from '../config.ts';
import { homeRegion as region } from '../core/heartbeat.ts';
import { SlackError, StoreError } from '../core/ports.ts';
import { auditorOf } from '../lambda/auditor.ts';
import { askAws } from './doctor/ask-aws.ts';
import { choreHealth, pathHealth } from './doctor/checks.ts';
import { functionHealth, stackHealth } from './doctor/deployment.ts';
import { type Diagnosis, fault, ok, unknown } from './doctor/diagnosis.ts';
import { doorHealth } from './doctor/door.ts';
import { secretHealth } from './doctor/secrets.ts';
import { respondersHealth, type SlackProbe, slackProbe, tokenHealth } from './doctor/slack.ts';
import { printable } from './printable.ts';
import type { Output } from './verify.ts';

/**
 * `rootguard doctor`: looks at an installation from end to end, from the stack to Slack, with the SDK's usual credentials, and says
 * what to do about each fault. It changes nothing and posts nothing. Exit code 0 if all is well, 1 if something is at fault, 2 if
 * something could not be looked at.
 */
export async function doctor(stack: string, { stdout }: Pick<Output, 'stdout'>): Promise<number> {
  const found: Diagnosis[] = [];
  for await (const diagnosis of examine(stack)) {
    found.push(diagnosis);
    stdout.write(lines(diagnosis));
  }
  const count = (health: Diagnosis['health']) => found.filter((each) => each.health === health).length;
  const [faults, unclear] = [count('fault'), count('unknown')];
  stdout.write(`\n${summary(faults, unclear)}\n`);
  return faults > 0 ? 1 : unclear > 0 ? 2 : 0;
}

/** Part by part, in the order in which one needs the other: what cannot be looked at without a part is left out when that is missing. */
async function* examine(stack: string): AsyncGenerator<Diagnosis> {
  const settings = { region, maxAttempts: 4 };
  const sts = new STSClient(settings);
  const who = await askAws('AWS credentials', 'sts:GetCallerIdentity', () =>
    sts.send(new GetCallerIdentityCommand({})),
  );
  if ('diagnosis' in who) return yield who.diagnosis;
  yield ok('AWS credentials', `${who.value?.Arn} in account ${who.value?.Account}.`);

  const { diagnosis, requestUrl } = await stackHealth(new CloudFormationClient(settings), stack);
  yield diagnosis;
  const { diagnoses, environment } = await functionHealth(new LambdaClient(settings));
  yield* diagnoses;
  const config = environment === undefined ? undefined : configOf(environment);
  if (config === undefined)
    return yield unknown('The rest', 'Not looked at: what the functions are set to is not known.');
  if ('part' in config) return yield config;

  const own = await sts.config.credentials();
  const secret = await secretHealth(config, () => ({ ...own, sessionToken: own.sessionToken }));
  yield secret.diagnosis;
  const { secrets } = secret;
  if (secrets === undefined) yield unknown('Slack', 'Not looked at: that takes the secrets.');
  const slack = secrets === undefined ? untold : slackProbe(config, secrets.botToken);
  if (secrets !== undefined) {
    yield* await tokenHealth(slack);
    yield await respondersHealth(slack, config);
    if (requestUrl !== undefined) yield* await doorHealth(requestUrl, secrets.signingSecret);
  }

  const clock = Date.now;
  const store = createStore({
    call: sdkDynamoCall(new DynamoDBClient(settings)),
    table: config.table,
    clock,
  });
  // It changes nothing, and so writes down nothing of what it expects.
  const memory = { ...store, expectHeartbeats: async () => undefined };
  yield* await pathHealth(auditorOf({ config, clock, store: memory, call: slack.call }), clock, config);
  yield await choreHealth(store).catch((error: unknown) => {
    if (!(error instanceof StoreError)) throw error;
    return unknown('The table', `It does not answer: ${error.message}`);
  });
}

/** Without a token nothing is known of Slack, which is another thing than a token that it refuses. */
const untold: SlackProbe = {
  call: async (method) => {
    throw new SlackError(method, 'no-token-to-ask-with');
  },
  scopes: () => undefined,
};

function configOf(environment: Readonly<Record<string, string>>): Config | Diagnosis {
  try {
    // As everywhere, SLACK_API_URL here says where Slack is.
    const { SLACK_API_URL } = ownEnvironment();
    return readConfig({ ...environment, AWS_REGION: region, ...(SLACK_API_URL && { SLACK_API_URL }) });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return fault(
      'Settings',
      error.message,
      'Correct the parameter of the stack and deploy it again: sam deploy',
    );
  }
}

const marks: Readonly<Record<Diagnosis['health'], string>> = {
  ok: 'ok     ',
  note: 'note   ',
  none: 'n/a    ',
  fault: 'FAULT  ',
  unknown: 'unknown',
};

function lines({ part, health, says, cure = [] }: Diagnosis): string {
  const steps = cure.map((step) => `           -> ${printable(step, 600)}\n`);
  return `${marks[health]}  ${printable(part)}: ${printable(says, 600)}\n${steps.join('')}`;
}

function summary(faults: number, unclear: number): string {
  if (faults === 0 && unclear === 0)
    return 'All is well. To see an alert arrive, type /rootguard drill in Slack.';
  const parts = [
    ...(faults > 0 ? [`${faults} ${faults === 1 ? 'part is' : 'parts are'} at fault`] : []),
    ...(unclear > 0 ? [`${unclear} could not be looked at`] : []),
  ];
  return `${parts.join(', ')}.`;
}
