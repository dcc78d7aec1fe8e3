import { DescribeEventBusCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Fact } from '../core/fact.ts';
import type { Admission, BusPolicy } from '../core/guard-facts.ts';
import { asObject } from '../core/json.ts';
import { ask, gatherFact } from './audit-fact.ts';
import { orMissing } from './audit-rule.ts';
import { memberBus, memberBusArn, type Place } from './hub-names.ts';
import { asList, type Statement, statementsOf } from './policy-document.ts';
import { admissionBy } from './resource-policy.ts';

/** Whom the bus is for. */
export interface BusUsers {
  readonly hub: Place;
  /** The organization that the installation was told of; undefined if it has no members. */
  readonly told: string | undefined;
  /** The hub's own organization, as AWS tells it. */
  readonly own: Fact<string | undefined>;
}

/**
 * Who may put events onto the bus that members and the hub's other Regions forward to, by trying calls of theirs and of strangers
 * on its policy. No such bus is a fact, not a failure.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html
 */
export function gatherBusPolicy(client: EventBridgeClient, users: BusUsers): Promise<Fact<BusPolicy>> {
  const call = 'events:DescribeEventBus';
  return gatherFact(call, async () => {
    const described = await ask(call, () =>
      orMissing(client.send(new DescribeEventBusCommand({ Name: memberBus }))),
    );
    return busPolicyOf(described !== undefined, described?.Policy, users);
  });
}

function busPolicyOf(exists: boolean, policy: string | undefined, { hub, told, own }: BusUsers): BusPolicy {
  const resource = memberBusArn(hub);
  const may = ({ account, role = forwardRole(account), organization }: Sender): Admission =>
    admissionBy(policy, {
      caller: { account, role },
      action: 'events:PutEvents',
      resource,
      keys: {
        'aws:principalaccount': account,
        'aws:principalarn': role,
        'aws:principalorgid': organization,
        'aws:principaltype': 'AssumedRole',
        'aws:principalisawsservice': 'false',
        'aws:principalservicename': undefined,
        'aws:securetransport': 'true',
        // A policy may admit what RootGuard lets through in any case, and must admit this.
        'events:source': 'aws.signin',
      },
    });
  const allowing = policy === undefined ? [] : statementsOf(policy).filter(({ allows }) => allows);
  const organization = own.known ? own.value : told;
  return {
    exists,
    forMembers: told !== undefined,
    members: may({ account: anyMember, organization }),
    ownRegions: may({ account: hub.account, organization }),
    anybody: may({ account: stranger, organization: strangers }),
    organizations: organizationsIn(allowing).filter(
      (id) => may({ account: stranger, organization: example(id) }) === 'admitted',
    ),
    accounts: [
      ...new Set(
        sendersIn(allowing)
          .filter((sender) => sender.account !== hub.account && may(sender) === 'admitted')
          .map(({ account }) => account),
      ),
    ].sort(),
    size: Buffer.byteLength(policy ?? ''),
    own,
  };
}

/** Who puts events: an account's role, by its ARN, and the organization that the account is in. */
interface Sender {
  readonly account: string;
  readonly role?: string;
  readonly organization: string | undefined;
}

/** Accounts that no policy means: numbers that AWS does not give. */
const anyMember = '000000000001';
const stranger = '000000000002';
const strangers = 'o-0000000000';

/** The role that member.yaml makes. */
function forwardRole(account: string): string {
  return `arn:aws:iam::${account}:role/rootguard/rootguard-forward`;
}

/** The organizations that statements ask for, each once. */
function organizationsIn(statements: readonly Statement[]): readonly string[] {
  return [...new Set(valuesOf(statements, ['aws:principalorgid']))].sort();
}

/** The accounts that statements name, by whatever they name of them; to be asked as accounts of another organization. */
function sendersIn(statements: readonly Statement[]): readonly Sender[] {
  const principals = statements.flatMap(({ raw }) => asList(asObject(raw.Principal)?.AWS).map(String));
  return [...principals, ...valuesOf(statements, ['aws:principalarn', 'aws:principalaccount'])].flatMap(
    (name) => {
      const account = /^(?:arn:[a-z-]+:(?:iam|sts)::)?(\d{12})(?::.*)?$/.exec(name)?.[1];
      if (account === undefined) return [];
      const role = /:(role|user|assumed-role)\//.test(name) ? { role: example(name) } : {};
      return [{ account, ...role, organization: strangers }];
    },
  );
}

function valuesOf(statements: readonly Statement[], names: readonly string[]): readonly string[] {
  return statements.flatMap(({ conditions }) =>
    conditions.filter(({ key }) => names.includes(key)).flatMap(({ values }) => values),
  );
}

/** A text that a pattern matches. */
function example(pattern: string): string {
  return pattern.replaceAll('*', '').replaceAll('?', '0');
}
