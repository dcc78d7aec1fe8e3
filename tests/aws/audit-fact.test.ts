import { ask, classify, gatherFact } from '../../src/aws/audit-fact.ts';

const error = (name: string, httpStatusCode?: number) =>
  Object.assign(new Error('Access Denied, Throttling, Rate exceeded'), {
    name,
    $metadata: { httpStatusCode },
  });

test.each([
  [error('AccessDenied', 403), 'access-denied'],
  [error('AccessDeniedException', 400), 'access-denied'],
  [error('UnrecognizedClientException', 400), 'access-denied'],
  [error('SyntaxError', 403), 'access-denied'],
  [error('Throttling', 400), 'throttled'],
  [error('ThrottlingException', 400), 'throttled'],
  [error('LimitExceededException', 409), 'throttled'],
  [error('Error', 429), 'throttled'],
  [error('TimeoutError'), 'timeout'],
  [error('Error', 504), 'timeout'],
  [error('CredentialReportNotReadyException', 404), 'not-ready'],
  [error('RequestTimeTooSkewed', 403), 'clock-skew'],
  [error('RequestExpired', 400), 'clock-skew'],
  [error('ServiceFailure', 500), 'service-error'],
  [error('Error'), 'service-error'],
  ['a text', 'service-error'],
  [undefined, 'service-error'],
  [{ name: 7, $metadata: null }, 'service-error'],
])('%s is told by name and status alone: %s', (thrown, expected) => {
  expect(classify(thrown)).toBe(expected);
});

test('a failed call is a fact that names the call', async () => {
  const denied = () => Promise.reject(error('AccessDenied', 403));
  const fact = await gatherFact('iam:GetCredentialReport', () => ask('iam:GenerateCredentialReport', denied));
  expect(fact).toEqual({ known: false, cause: 'access-denied', call: 'iam:GenerateCredentialReport' });
});

test('a fault of our own is a service error of the call it happened in', async () => {
  const fact = await gatherFact('iam:GetAccountSummary', () => Promise.reject(new TypeError('x')));
  expect(fact).toEqual({ known: false, cause: 'service-error', call: 'iam:GetAccountSummary' });
});
