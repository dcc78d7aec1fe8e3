/** A real browser for checks: a click is a mouse event at the place of the element, and typing is typing. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from './devtools.mjs';

/**
 * Starts Chromium without a window and opens one page. CHROMIUM names the binary. The page collects every error of its
 * console in `errors`. Rejects if the browser does not start within 30 s.
 */
export async function openPage(url, { width, height }) {
  const profile = mkdtempSync(join(tmpdir(), 'rootguard-chromium-'));
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking'];
  const still = [
    '--disable-component-update',
    '--disable-sync',
    '--disable-gpu',
    '--no-sandbox',
    '--headless',
  ];
  const browser = spawn(
    process.env.CHROMIUM ?? '/usr/bin/chromium',
    [...quiet, ...still, `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const close = async () => {
    const gone = new Promise((resolve) => browser.once('exit', resolve));
    // False if it never ran, or has ended already.
    if (browser.kill()) await Promise.race([gone, sleep(5_000)]);
    await discard(profile);
  };
  try {
    const { host } = new URL(await debuggingAddress(browser));
    const target = await fetch(`http://${host}/json/new`, { method: 'PUT' });
    const { webSocketDebuggerUrl } = await target.json();
    const connection = await connect(webSocketDebuggerUrl);
    const page = pageOn(connection);
    await Promise.all(['Page', 'Runtime', 'Log'].map((domain) => connection.send(`${domain}.enable`)));
    await page.resize(width, height);
    await connection.send('Page.navigate', { url });
    return { ...page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function pageOn({ send, errors }) {
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  };

  const until = async (expression, ms = 10_000) => {
    const end = Date.now() + ms;
    for (;;) {
      const value = await evaluate(expression);
      if (value) return value;
      if (Date.now() > end) throw new Error(`not within ${ms} ms: ${expression}`);
      await sleep(50);
    }
  };

  const mouse = (type, { x, y }) =>
    send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });

  return {
    errors,
    evaluate,
    /** Waits until an expression is true, and returns what it is. Throws after `ms`. */
    until,
    /** One click in the middle of the first element that fits, once it is there and nothing covers it. */
    async click(selector, text = '') {
      const place = await until(`(() => {
        const fits = (node) => node.checkVisibility() && node.textContent.includes(${JSON.stringify(text)});
        const node = [...document.querySelectorAll(${JSON.stringify(selector)})].find(fits);
        if (!node) return undefined;
        node.scrollIntoView({ block: 'center' });
        const { left, top, width, height } = node.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        return node.contains(document.elementFromPoint(x, y)) ? { x, y } : undefined;
      })()`);
      await mouse('mousePressed', place);
      await mouse('mouseReleased', place);
    },
    /** Types into whatever has the focus. */
    type: (text) => send('Input.insertText', { text }),
    async press(key, text) {
      await send('Input.dispatchKeyEvent', {
        type: 'keyDown',
        key,
        code: key,
        text,
        windowsVirtualKeyCode: codes[key],
      });
      await send('Input.dispatchKeyEvent', {
        type: 'keyUp',
        key,
        code: key,
        windowsVirtualKeyCode: codes[key],
      });
    },
    /** Sizes in CSS pixels. */
    resize: (width, height) =>
      send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: width < 600,
      }),
    scheme: (value) =>
      send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] }),
    async screenshot(file) {
      const { data } = await send('Page.captureScreenshot', { format: 'png' });
      writeFileSync(file, data, 'base64');
    },
  };
}

const codes = { Enter: 13, Escape: 27, ArrowDown: 40, ArrowUp: 38, Tab: 9 };

/** Chromium's helpers may still write for a moment after it has ended; a temporary folder is not worth a failed check. */
async function discard(folder) {
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch {
      await sleep(100);
    }
  }
}

function debuggingAddress(browser) {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why) => reject(new Error(`Chromium ${why}. It said: ${said.slice(-500)}`));
    const timer = setTimeout(() => fail('did not start within 30 s'), 30_000);
    browser.on('error', ({ message }) => fail(`cannot be started (${message}); set CHROMIUM to its path`));
    browser.on('exit', (code) => fail(`ended with ${code}`));
    browser.stderr.on('data', (data) => {
      said += data;
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found === null) return;
      clearTimeout(timer);
      resolve(found[1]);
    });
  });
}
