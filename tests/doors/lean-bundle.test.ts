import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detections } from '../../src/detections/index.generated.ts';

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

test('the alert path stays below 155 KB', () => {
  expect(bundle.length).toBeLessThan(155_000);
});

test('the words of detections lie beside it, all of them, and not in it', () => {
  const words = JSON.parse(readFileSync(join(__dirname, '../../dist/lambda/events/words.json'), 'utf8'));
  for (const [id, { title, deed, guidance }] of Object.entries(detections)) {
    expect([id, words[id]]).toEqual([id, { title, ...(deed !== undefined && { deed }), guidance }]);
    for (const step of guidance.ko) expect(bundle).not.toContain(step);
  }
});
