/**
 * Drives the sandbox's page with a real browser, as a new user would. Needs `npm run build` and Chromium (CHROMIUM names
 * the binary, else /usr/bin/chromium). Prints one line a check and `N passed, N failed`; exits with 1 on a failure.
 *
 *   node tests/e2e/page.browser.mjs [--screenshots DIR]
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startBuiltSandbox } from './built-sandbox.mjs';
import { openPage } from './chromium.mjs';

const folder = optionAfter('--screenshots');
if (folder !== undefined) mkdirSync(folder, { recursive: true });

const counts = { passed: 0, failed: 0 };
const { sandbox, page } = await started();

const seen = (selector, text = '') =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].some((node) =>
    node.checkVisibility() && node.textContent.includes(${JSON.stringify(text)}))`;
const noOverflow = `[document.documentElement, ...document.querySelectorAll('.timeline, .panel')]
  .every((node) => node.scrollWidth <= node.clientWidth)`;

try {
  await check('the page opens with the alerts channel and a composer', async () => {
    await page.until(seen('#place', 'aws-root'));
    await page.until(seen('#composer input'));
    await page.until(seen('#timeline .empty'));
  });
  await check('Kim is one click away', async () => {
    await page.click('.person', 'Kim');
    await page.until(`document.querySelector('.person:has(:checked)')?.textContent.includes('Kim')`);
  });
  await check('a root sign-in is fired by its button, and its card arrives', async () => {
    await page.click('.fire[data-detection="root-sign-in-without-mfa"]');
    await page.until(seen('#timeline .block-header', 'acme-prod'));
    await page.until(seen('#timeline .block-context', 'Open'));
  });
  await check('one click on Acknowledge changes the card', async () => {
    await page.click('[data-action="acknowledge"]');
    await page.until(seen('#timeline .block-context', 'Acknowledged by'));
    await page.until(`!${seen('[data-action="acknowledge"]')}`);
  });
  await check('the keyboard stays on the card when its button is gone', async () => {
    await page.until(`document.activeElement.closest('.message') !== null`);
  });
  await check('typing / offers the commands', async () => {
    await page.click('#composer-input');
    await page.type('/');
    await page.until(seen('#hints', '/rootguard status'));
  });
  await check('/rootguard status is answered, only visible to Kim', async () => {
    await page.type('rootguard status');
    await page.press('Enter', '\r');
    await page.until(seen('#timeline .message-private', 'dropped events'));
    await page.until(`document.querySelector('#composer-input').value === ''`);
  });
  await check('Show event opens the record in a modal', async () => {
    await page.click('#timeline [data-action="more"]');
    await page.click('#timeline .menu[open] button', 'Show event');
    await page.until(seen('dialog[open] pre', 'eventID'));
  });
  await check('Escape closes the modal', async () => {
    await page.press('Escape');
    await page.until(`document.querySelector('dialog[open]') === null`);
  });
  await check('Lee sees the card, but not what only Kim was told', async () => {
    await page.click('.person', 'Lee');
    await page.until(`document.querySelector('.person:has(:checked)')?.textContent.includes('Lee')`);
    await page.until(`!${seen('#timeline .message-private')}`);
    await page.until(seen('#timeline .block-context', 'Acknowledged by'));
  });
  await check('Lee is answered in English', async () => {
    await page.click('#composer-input');
    await page.type('/rootguard help');
    await page.press('Enter', '\r');
    await page.until(seen('#timeline .message-private', 'What RootGuard understands'));
  });
  await check('an account can be made worse, and a check finds it', async () => {
    await page.evaluate(`(() => {
      const field = document.querySelector('[data-account="111122223333"] [data-field="rootMfa"]');
      field.value = 'none';
      field.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
    await page.until(seen('[data-account="111122223333"] .problems', 'no MFA'));
    await page.click('#composer-input');
    await page.type('/rootguard check acme-prod');
    await page.press('Enter', '\r');
    await page.until(seen('#timeline .message-private', 'Checked 1 account: 1 needs work'), 20_000);
  });
  await check(
    'more of an account can be changed: root’s devices, which a root session then counts',
    async () => {
      const dev = '[data-account="444455556666"]';
      await page.click(`${dev} > summary`);
      await page.click(`${dev} .more > summary`, 'More');
      await page.evaluate(`(() => {
      const field = document.querySelector('${dev} [data-field="rootDevices"]');
      field.selectedIndex = [...field.options].findIndex(({ text }) => text === 'passkey');
      field.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
      await page.click(`${dev} [data-field="SECURITY"]`);
      await page.until(`document.querySelector('${dev} [data-field="SECURITY"]').checked === false`);
      await page.until(seen(`${dev} .more[open]`, 'Root MFA devices'));
      await page.click('#composer-input');
      await page.type('/rootguard check acme-dev root-mfa-spare');
      await page.press('Enter', '\r');
      await page.until(seen('#timeline .message-private', 'Root has one MFA device only.'), 20_000);
      await page.type('/rootguard check acme-dev security-contact');
      await page.press('Enter', '\r');
      await page.until(seen('#timeline .message-private', 'No security contact is registered'), 20_000);
    },
  );
  await check(
    'what Slack does not take is in the mailbox, and in the channel once Slack is back',
    async () => {
      await page.until(seen('#aws', 'No e-mail was sent.'));
      await page.click('.fire', 'Slack is down (503)');
      await page.click('.fire[data-detection="root-access-key-created"]');
      await page.until(seen('#aws .email', 'access key'), 20_000);
      await page.until(seen('#timeline .block-header', 'access key'), 30_000);
    },
  );
  await check('by night it is dark', async () => {
    await page.scheme('dark');
    await page.until(`getComputedStyle(document.documentElement).backgroundColor === 'rgb(27, 26, 30)'`);
  });
  await page.scheme('light');
  await check('nothing sticks out at 390 px', async () => {
    await page.resize(390, 844);
    await page.until(noOverflow);
  });
  await check('on a phone the AWS panel is a tab', async () => {
    await page.click('#panes button', 'AWS');
    await page.until(seen('#aws .fire'));
    await page.until(`!${seen('#timeline')}`);
    await page.until(noOverflow);
  });
  await check('no error in the console', () => {
    if (page.errors.length > 0) throw new Error(page.errors.join(' | '));
  });
} finally {
  await page.close();
  await sandbox.close();
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** Without a sandbox or a browser there is nothing to check, and that is a failure in the same words. */
async function started() {
  let sandbox;
  try {
    sandbox = await startBuiltSandbox();
    return { sandbox, page: await openPage(sandbox.url, { width: 1440, height: 1000 }) };
  } catch (error) {
    await sandbox?.close();
    console.log(`not ok the sandbox and the browser start: ${error.message}\n0 passed, 1 failed`);
    process.exit(1);
  }
}

async function check(what, step) {
  try {
    await step();
    counts.passed += 1;
    console.log(`ok ${what}`);
  } catch (error) {
    counts.failed += 1;
    console.log(`not ok ${what}: ${error.message.replaceAll(/\s+/g, ' ')}`);
  }
  if (folder === undefined) return;
  const number = String(counts.passed + counts.failed).padStart(2, '0');
  await page.screenshot(join(folder, `${number}-${what.replaceAll(/[^a-zA-Z0-9]+/g, '-').slice(0, 50)}.png`));
}

function optionAfter(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}
