import { el } from './el.js';

const regions = ['ap-northeast-2', 'ap-east-1', 'eu-west-1', 'us-west-2'];
const contacts = ['SECURITY', 'BILLING', 'OPERATIONS'];
const devices = [
  [],
  ['passkey'],
  ['passkey', 'passkey'],
  ['passkey', 'token'],
  ['token'],
  ['virtual'],
  ['passkey', 'virtual'],
];

/** What everybody changes first: a field of the account, what it is called, how it is entered. */
export const firstFields = [
  ['rootMfa', 'Root MFA', choice('none', 'virtual', 'hardware')],
  ['rootAccessKeys', 'Root access keys', choice(0, 1, 2)],
  ['trail', 'CloudTrail', choice('logging', 'stopped', 'restarted', 'organization', 'none')],
  ['rule', 'Alert rule', choice('enabled', 'disabled', 'missing')],
  ['rootPassword', 'Root password', checkbox],
  ['deny', 'Refused actions', words('iam:GetAccountSummary')],
  ['throttle', 'Throttled calls', number],
];

/** The rest. */
export const moreFields = [
  ['rootDevices', 'Root MFA devices', choice(...devices)],
  ['rootKeysActive', 'Keys are active', checkbox],
  ['rootCertificates', 'Signing certificates', choice(0, 1, 2)],
  ['rootLastUse', 'Root last signed in', text('never, or 2026-11-23T05:00:00Z')],
  ['emailDomain', 'Root mail domain', text('example.com')],
  ['contacts', 'Alternate contacts', several(contacts)],
  ['contactAddress', 'Their addresses', choice('one each', 'one for all')],
  ['regions', 'Enabled Regions', several(regions)],
  ['trailRegion', 'Trail lives in', choice('us-east-1', ...regions)],
  ['trailRecords', 'Trail records', choice('all', 'writes', 'data')],
  ['trailDelivers', 'Trail delivers', choice('yes', 'no', 'ahead')],
  ['target', 'Rule leads to', choice('right', 'wrong', 'no-role', 'no-dead-letters', 'none')],
  ['pattern', 'Rule lets in', choice('all', 'narrow')],
  ['supportPlan', 'Support plan', choice('basic', 'business')],
  [
    'state',
    'In the organization',
    choice('ACTIVE', 'PENDING_ACTIVATION', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED', 'left'),
  ],
  ['delayMs', 'A call takes (ms)', number],
];

/** A row of the panel: the field's label and its control, which sends what was entered. */
export function fieldRow(account, [field, label, control], change) {
  const key = `${account.id}/${field}`;
  const send = (value) => void change({ [field]: value });
  const node = control(key, account[field], send, field);
  // Several checkboxes have labels of their own.
  return el(node.tagName === 'DIV' ? 'div' : 'label', { class: 'row' }, el('span', {}, label), node);
}

function choice(...values) {
  return (key, value, send, field) => {
    // What somebody set by HTTP is shown, too.
    const all = values.some((each) => same(each, value)) ? values : [...values, value];
    const options = all.map((each) => el('option', { value: String(each) }, shown(each)));
    const onchange = ({ target }) => send(all[target.selectedIndex]);
    const node = el('select', { class: 'field', 'data-key': key, 'data-field': field, onchange }, options);
    node.selectedIndex = all.findIndex((each) => same(each, value));
    return node;
  };
}

function checkbox(key, value, send, field) {
  const onchange = ({ target }) => send(target.checked);
  const node = el('input', { type: 'checkbox', 'data-key': key, 'data-field': field, onchange });
  node.checked = value;
  return node;
}

function several(values) {
  return (key, value, send) => {
    const toggle = (each, isOn) =>
      send(values.filter((other) => (other === each ? isOn : value.includes(other))));
    const boxes = values.map((each) =>
      el(
        'label',
        { class: 'choice' },
        checkbox(`${key}/${each}`, value.includes(each), (isOn) => toggle(each, isOn), each),
        el('span', {}, shown(each)),
      ),
    );
    return el('div', { class: 'choices', role: 'group' }, boxes);
  };
}

function text(placeholder) {
  return (key, value, send, field) => {
    const onchange = ({ target }) => send(target.value.trim());
    return el('input', {
      class: 'field',
      'data-key': key,
      'data-field': field,
      value,
      placeholder,
      onchange,
    });
  };
}

/** A list of words, separated by blanks or commas. */
function words(placeholder) {
  const enter = text(placeholder);
  const listed = (value) => value.split(/[\s,]+/).filter((word) => word !== '');
  return (key, value, send, field) => enter(key, value.join(' '), (entered) => send(listed(entered)), field);
}

function number(key, value, send, field) {
  const onchange = ({ target }) => send(Number(target.value));
  return el('input', {
    class: 'field',
    type: 'number',
    min: 0,
    'data-key': key,
    'data-field': field,
    value,
    onchange,
  });
}

function shown(value) {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(' + ');
  return String(value).toLowerCase().replaceAll('_', ' ');
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
