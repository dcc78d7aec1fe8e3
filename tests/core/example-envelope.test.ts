import { parseEnvelope } from '../../src/core/envelope.ts';
import { happeningNow } from '../../src/core/example-envelope.ts';
import { rootCall, rootSignIn } from '../../src/core/example-event.ts';

const now = Date.parse('2026-11-24T08:00:00.500Z');

describe('an example that happens now', () => {
  it('is of the account that was asked for, everywhere', () => {
    const envelope = happeningNow(
      { record: rootCall('CreateAccessKey', 'iam.amazonaws.com') },
      '444455556666',
      now,
    );

    expect(JSON.stringify(envelope)).not.toContain('111122223333');
    expect(parseEnvelope(envelope)).toMatchObject({ ok: true, value: { account: '444455556666' } });
  });

  it('happens at the time that was asked for, in a session that began before', () => {
    const envelope = happeningNow(
      { record: rootCall('CreateAccessKey', 'iam.amazonaws.com') },
      '111122223333',
      now,
    );

    expect(envelope).toMatchObject({
      time: '2026-11-24T08:00:00Z',
      detail: {
        eventTime: '2026-11-24T08:00:00Z',
        userIdentity: { sessionContext: { attributes: { creationDate: '2026-11-24T07:57:49Z' } } },
      },
    });
  });

  it('is another event each time', () => {
    const first = happeningNow({ record: rootSignIn() }, '111122223333', now).detail as { eventID: string };
    const second = happeningNow({ record: rootSignIn() }, '111122223333', now).detail as { eventID: string };

    expect(first.eventID).not.toBe(second.eventID);
  });

  it('wears the envelope of its kind', () => {
    expect(happeningNow({ record: rootSignIn() }, '111122223333', now)).toMatchObject({
      source: 'aws.signin',
      'detail-type': 'AWS Console Sign In via CloudTrail',
    });
    expect(
      happeningNow({ record: rootCall('StopLogging', 'cloudtrail.amazonaws.com') }, '111122223333', now),
    ).toMatchObject({
      source: 'aws.cloudtrail',
      'detail-type': 'AWS API Call via CloudTrail',
    });
  });
});
