import fc from 'fast-check';
import { readPress } from '../../src/listeners/read-press.ts';
import { readValues } from '../../src/listeners/values.ts';

const press = (action: object, more: object = {}) =>
  readPress({ type: 'block_actions', user: { id: 'U0KIM' }, trigger_id: 't', actions: [action], ...more });

describe('a press', () => {
  test('on a button carries its value and where it stands', () => {
    const container = { type: 'message', channel_id: 'C1', message_ts: '1.2' };
    expect(press({ type: 'button', action_id: 'acknowledge', value: 'RG-1' }, { container })).toMatchObject({
      actionId: 'acknowledge',
      value: 'RG-1',
      user: 'U0KIM',
      message: { channel: 'C1', ts: '1.2', unseen: false },
      view: undefined,
    });
    const own = { ...container, is_ephemeral: true };
    expect(press({ type: 'button', action_id: 'acknowledge' }, { container: own }).message).toEqual({
      channel: 'C1',
      ts: '1.2',
      unseen: true,
    });
  });

  test('on an entry of an overflow menu is a press on what the entry names', () => {
    const chosen = { type: 'overflow', action_id: 'more', selected_option: { value: 'show-event:RG-1:x' } };
    expect(press(chosen)).toMatchObject({ actionId: 'show-event', value: 'RG-1:x' });
  });

  test('on a select carries what was chosen, and nothing when it was cleared', () => {
    const select = { type: 'static_select', action_id: 'page' };
    expect(press({ ...select, selected_option: { value: '3' } }).value).toBe('3');
    expect(press({ ...select, selected_option: null }).value).toBe('');
    expect(press({ type: 'users_select', action_id: 'who', selected_user: 'U0LEE' }).value).toBe('U0LEE');
  });

  test('in a view knows the view', () => {
    const view = { id: 'V1', hash: 'h', type: 'home', private_metadata: '{}' };
    expect(press({ type: 'button', action_id: 'a' }, { view }).view).toEqual({
      id: 'V1',
      hash: 'h',
      type: 'home',
      memory: '{}',
    });
  });

  test('that names nobody or nothing is refused, and nothing else ever throws', () => {
    expect(() => readPress({ actions: [{ action_id: 'a' }] })).toThrow('names nobody');
    expect(() => readPress({ user: { id: 'U1' }, actions: [] })).toThrow('names nobody');
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (action, view) => {
        const body = {
          user: { id: 'U1' },
          actions: [{ action_id: 'a', type: 'overflow', ...Object(action) }],
        };
        const read = readPress({ ...body, view });
        expect(typeof read.actionId).toBe('string');
        expect(typeof read.value).toBe('string');
      }),
    );
  });
});

describe("a form's values", () => {
  const state = {
    reason: { reason: { type: 'plain_text_input', value: '  tax form \n' } },
    blank: { blank: { type: 'plain_text_input', value: '   ' } },
    account: { account: { type: 'static_select', selected_option: { value: '111122223333' } } },
    actions: { actions: { type: 'checkboxes', selected_options: [{ value: 'a' }, {}, { value: 'b' }] } },
    approver: { approver: { type: 'users_select', selected_user: 'U0LEE' } },
    until: { until: { type: 'datetimepicker', selected_date_time: 1_800_000_000 } },
  };

  test('are read by field', () => {
    const values = readValues(state);
    expect(values.text('reason')).toBe('tax form');
    expect(values.text('blank')).toBeUndefined();
    expect(values.option('account')).toBe('111122223333');
    expect(values.options('actions')).toEqual(['a', 'b']);
    expect(values.user('approver')).toBe('U0LEE');
    expect(values.time('until')).toBe(1_800_000_000_000);
  });

  test('that are missing, of another kind or nonsense are undefined, and never throw', () => {
    expect(readValues(state).user('reason')).toBeUndefined();
    fc.assert(
      fc.property(fc.anything(), fc.string(), (anything, field) => {
        const values = readValues({ [field]: { [field]: anything } });
        for (const value of [values.text(field), values.option(field), values.user(field)])
          expect(['string', 'undefined']).toContain(typeof value);
        expect(Array.isArray(values.options(field))).toBe(true);
        expect(['number', 'undefined']).toContain(typeof values.time(field));
        readValues(anything).text(field);
      }),
    );
  });
});
