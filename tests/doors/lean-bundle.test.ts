import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const bundle = readFileSync(join(__dirname, '../../dist/lambda/events/index.js'), 'utf8');

/** Texts that only the named package has, and that survive minifying. */
const marks = {
  Bolt: 'slack_bolt_',
  Express: 'x-powered-by',
  undici: 'UND_ERR',
  'the AWS SDK': 'aws-sdk-js',
  'an example': '00000000-0000-4000-8000',
};

test.each(Object.entries(marks))('the alert path carries nothing of %s', (_, mark) => {
  expect(bundle.toLowerCase()).not.toContain(mark.toLowerCase());
});

test('the marks are found where they must be', () => {
  const slack = readFileSync(join(__dirname, '../../dist/lambda/slack/index.js'), 'utf8').toLowerCase();
  expect(slack).toContain(marks.Express);
  expect(slack).toContain('slack_bolt_');
});

test('the alert path stays below 200 KB', () => {
  expect(bundle.length).toBeLessThan(200_000);
});
