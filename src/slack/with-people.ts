import type { CustodianBoard } from '../core/custodian-ports.ts';
import type { Locale } from '../core/locale.ts';
import type { Clock, Directory, Logger, People } from '../core/ports.ts';
import type { SlackCall } from './call.ts';
import { createCustodianBoard } from './custodian-board.ts';
import { createDirect } from './direct.ts';
import { createPeople } from './people.ts';

/** Everything that speaks with single people: who they are and may be, and what they are asked. */
export function withPeople(options: {
  readonly call: SlackCall;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly config: { readonly responders: string | undefined; readonly language: Locale };
}): { readonly people: People; readonly questions: CustodianBoard } {
  const { call, directory, clock, logger, config } = options;
  const people = createPeople({ call, responders: config.responders, clock, logger });
  const send = createDirect({ call, people });
  const { language } = config;
  return { people, questions: createCustodianBoard({ call, send, people, directory, language }) };
}
