import { fieldRow, firstFields, moreFields } from './account-fields.js';
import { attempt } from './acts.js';
import { put } from './api.js';
import { el, fill, refill } from './el.js';

/** The accounts' settings. Each change is sent at once; `/rootguard check` then finds it. */
export function createAccounts() {
  const node = el('div', {});
  return {
    node,
    draw({ accounts }) {
      refill(node, accounts, () => accounts.map((account, index) => card(account, index === 0)));
    },
  };

  function card(account, isFirst) {
    const { id, name } = account;
    const drawn = () => node.querySelector(`details[data-account="${id}"]`);
    const change = async (fields) => {
      const answer = await attempt(() => put(`aws/accounts/${id}`, fields));
      // What was refused must not stay on the screen as if it held.
      if (answer === undefined) fill(drawn(), contents());
    };
    const rows = (fields) => fields.map((field) => fieldRow(account, field, change));
    const contents = () => [
      el('summary', {}, el('b', {}, name), el('span', { class: 'quiet' }, id), problems(account)),
      ...rows(firstFields),
      el(
        'details',
        { class: 'more', 'data-key': `${id}/more`, open: drawn()?.querySelector('.more')?.open },
        el('summary', {}, 'More'),
        rows(moreFields),
      ),
    ];
    const open = drawn()?.open ?? isFirst;
    return el('details', { class: 'account', 'data-account': id, open }, contents());
  }
}

/** What is wrong, in words, so that it is seen while the account is folded. */
function problems({ rootMfa, rootAccessKeys, trail, rule, state }) {
  const found = [
    state !== 'ACTIVE' && state.toLowerCase().replaceAll('_', ' '),
    rootMfa === 'none' && 'no MFA',
    rootAccessKeys > 0 && 'access keys',
    (trail === 'stopped' || trail === 'none') && 'no trail',
    rule !== 'enabled' && 'no rule',
  ].filter(Boolean);
  return found.length > 0 && el('span', { class: 'problems' }, found.join(', '));
}
