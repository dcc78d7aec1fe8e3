import { spawn } from 'node:child_process';

/** What decides whether a browser is opened. */
export interface BrowserSituation {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** Whether somebody is likely to sit in front of a screen: not with `--no-open`, in CI, or without a display. */
export function shouldOpen({ args, env, platform }: BrowserSituation): boolean {
  if (args.includes('--no-open') || isSet(env.CI)) return false;
  if (platform === 'darwin' || platform === 'win32') return true;
  return isSet(env.DISPLAY) || isSet(env.WAYLAND_DISPLAY);
}

/** Opens the page in the usual browser, if that is possible: the address is printed anyway, so failing is no fault. */
export function openBrowser(url: string, platform: NodeJS.Platform = process.platform): void {
  const [command, ...args] = opener(platform, url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function opener(platform: NodeJS.Platform, url: string): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  // `start` takes its first quoted argument for a window's title.
  if (platform === 'win32') return ['cmd', '/c', 'start', '""', url];
  return ['xdg-open', url];
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false' && value !== '0';
}
