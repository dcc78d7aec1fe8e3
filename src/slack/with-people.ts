import type { CustodianBoard } from '../core/custodian-ports.ts';
import type { Locale } from '../core/locale.ts';
import type { Clock, Directory, Logger, People, Summoner } from '../core/ports.ts';
import type { SlackCall } from './call.ts';
import { createCustodianBoard } from './custodian-board.ts';
import { createDirect } from './direct.ts';
import { createPeople } from './people.ts';
import { createSummoner } from './summoner.ts';

/** Everything that speaks with single people: who they are and may be, and what they are asked. */
export function withPeople(options: {
  readonly call: SlackCall;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly config: {
    readonly responders: string | undefined;
    readonly onCall: string | undefined;
    readonly language: Locale;
  };
}): { readonly people: People; readonly questions: CustodianBoard; readonly summoner: Summoner } {
  const { call, directory, clock, logger, config } = options;
  const { responders, onCall } = config;
  const people = createPeople({ call, responders, onCall, clock, logger });
  const send = createDirect({ call, people });
  const { language } = config;
  return {
    people,
    questions: createCustodianBoard({ call, send, people, directory, language }),
    summoner: createSummoner({ call, send, people, directory, logger }),
  };
}
