import { attempt } from './acts.js';
import { put } from './api.js';
import { el, fill, refill } from './el.js';

const choices = {
  rootMfa: ['Root MFA', ['none', 'virtual', 'hardware']],
  rootAccessKeys: ['Root access keys', [0, 1, 2]],
  trail: ['CloudTrail', ['logging', 'stopped', 'none']],
  rule: ['Alert rule', ['enabled', 'disabled', 'missing']],
};

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
    const before = node.querySelector(`details[data-account="${account.id}"]`);
    const { id, name, rootPassword, deny, throttle } = account;
    const change = async (fields) => {
      const answer = await attempt(() => put(`aws/accounts/${id}`, fields));
      // What was refused must not stay on the screen as if it held.
      if (answer === undefined) fill(node.querySelector(`[data-account="${id}"]`), contents());
    };
    const contents = () => [
      el('summary', {}, el('b', {}, name), el('span', { class: 'quiet' }, id), problems(account)),
      ...Object.entries(choices).map(([field, [label, values]]) =>
        row(label, select(account, field, values, change)),
      ),
      row(
        'Root password',
        checkbox(`${id}/rootPassword`, rootPassword, (value) => change({ rootPassword: value })),
      ),
      row(
        'Refused actions',
        textField(`${id}/deny`, deny.join(' '), (text) => change({ deny: listed(text) })),
      ),
      row(
        'Throttled calls',
        numberField(`${id}/throttle`, throttle, (value) => change({ throttle: value })),
      ),
    ];
    const open = before?.open ?? isFirst;
    return el('details', { class: 'account', 'data-account': id, open }, contents());
  }
}

/** What is wrong, in words, so that it is seen while the account is folded. */
function problems({ rootMfa, rootAccessKeys, trail, rule }) {
  const found = [
    rootMfa === 'none' && 'no MFA',
    rootAccessKeys > 0 && 'access keys',
    trail !== 'logging' && 'no trail',
    rule !== 'enabled' && 'no rule',
  ].filter(Boolean);
  return found.length > 0 && el('span', { class: 'problems' }, found.join(', '));
}

function select(account, field, values, change) {
  const send = ({ target }) => void change({ [field]: values[target.selectedIndex] });
  const options = values.map((value) => el('option', { value }, value));
  const node = el(
    'select',
    { class: 'field', 'data-key': `${account.id}/${field}`, 'data-field': field, onchange: send },
    options,
  );
  node.value = String(account[field]);
  return node;
}

function checkbox(key, value, change) {
  const send = ({ target }) => void change(target.checked);
  const node = el('input', { type: 'checkbox', 'data-key': key, onchange: send });
  node.checked = value;
  return node;
}

function textField(key, value, change) {
  const send = ({ target }) => void change(target.value);
  const example = 'iam:GetAccountSummary';
  return el('input', { class: 'field', 'data-key': key, value, placeholder: example, onchange: send });
}

function numberField(key, value, change) {
  const send = ({ target }) => void change(Number(target.value));
  return el('input', { class: 'field', type: 'number', min: 0, 'data-key': key, value, onchange: send });
}

function row(label, field) {
  return el('label', { class: 'row' }, el('span', {}, label), field);
}

function listed(text) {
  return text.split(/[\s,]+/).filter((action) => action !== '');
}
