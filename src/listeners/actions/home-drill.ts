import { drillStarted } from '../../blocks/drill-report.ts';
import { noSuchAccountNotice } from '../../blocks/notices.ts';
import { startDrill } from '../../flows/start-drill.ts';
import { defineAction } from '../action.ts';
import { guardedAccounts, labels } from '../meant-account.ts';
import { refused } from '../permission.ts';

/** What most people want to see first: root at the console, without MFA. */
const detection = 'root-sign-in-without-mfa';

/** The value is an account and the page that it was chosen on. */
export default defineAction({
  async press(press, services) {
    const { user: by, name, locale } = press;
    const refusal = await refused(press, 'drill', services);
    if (refusal !== undefined) return refusal;
    const [account = ''] = press.value.split('.');
    const accounts = await guardedAccounts(services);
    const known = accounts.find(({ id }) => id === account);
    if (known === undefined) return noSuchAccountNotice(account, labels(accounts), locale);
    const drill = await startDrill(services, { detection, account, by, name });
    return drillStarted(drill, known.name ?? account, locale);
  },
});
