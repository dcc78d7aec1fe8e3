import { custodianList } from '../../blocks/custodian-list.ts';
import {
  cannotBeAskedNotice,
  custodiansNotice,
  notChangedNotice,
  whoIsMeantNotice,
} from '../../blocks/custodian-notices.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { mayNotActNotice, noSuchAccountNotice } from '../../blocks/notices.ts';
import { changeCustodians } from '../../flows/change-custodians.ts';
import { defineCommand } from '../command.ts';
import { accountMeant, guardedAccounts, labels } from '../meant-account.ts';
import { refused } from '../permission.ts';
import type { NowQuestion, Services } from '../services.ts';

export default defineCommand({
  summary: {
    en: 'who is asked by direct message when root is used',
    ko: '루트 사용 시 다이렉트 메시지로 확인할 사람',
  },
  usage: '[account] [add | remove @person]',
  answers: 'now',
  run,
});

async function run(question: NowQuestion, services: Services): Promise<SlackMessage> {
  const { args, locale } = question;
  const { directory, store } = services;
  const known = await guardedAccounts(services);
  if (args === '' || args === 'list')
    return custodianList(
      known.map(({ id }) => id),
      await store.allCustodians(),
      directory.nameOf,
      locale,
    );

  // A name may hold blanks, so the account is whatever stands before the verb.
  const [, typed = args, verb, whom = ''] = /^(.*?)(?:\s+(add|remove|list)(?:\s+(.*))?)?$/s.exec(args) ?? [];
  const account = accountMeant(typed, known);
  if (account === undefined) return noSuchAccountNotice(typed, labels(known), locale);
  if (verb === 'add' || verb === 'remove') return await change(question, { account, verb, whom }, services);
  return custodiansNotice(await store.custodians(account), directory.nameOf(account) ?? account, locale);
}

async function change(
  question: NowQuestion,
  asked: { readonly account: string; readonly verb: 'add' | 'remove'; readonly whom: string },
  services: Services,
): Promise<SlackMessage> {
  const { account, verb, whom } = asked;
  const { locale } = question;
  const refusal = await refused(question, `${verb} custodian`, services);
  if (refusal !== undefined) return refusal;
  // `<@U0KIM|kim>`: the manifest asks Slack to turn names into ids (should_escape).
  const user = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(whom.trim())?.[1];
  if (user === undefined) return whoIsMeantNotice(whom, locale);
  const { name } = await services.people.profile(user);
  // Somebody who left must still be removable.
  const here = verb === 'add' ? await services.people.isHere(user) : 'yes';
  if (here === 'unknown') return mayNotActNotice('unknown', true, locale);
  if (here === 'no') return cannotBeAskedNotice(name, locale);
  const result = await changeCustodians(services, account, verb, { user, name }, question);
  if (!result.changed) return notChangedNotice(verb, result.custodians, locale);
  return custodiansNotice(result.custodians, services.directory.nameOf(account) ?? account, locale);
}
