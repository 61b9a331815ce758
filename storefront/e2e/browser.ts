import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The one that is named, the system's, or Playwright's own; undefined when there is none. */
export function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  return [...(named ? [named] : []), ...places, chromium.executablePath()].find(path => existsSync(path));
}

/** Throws a sentence for people when no browser can be had. */
export function findOrInstallBrowser(): string {
  const found = findBrowser() ?? install();
  if (!found)
    throw new Error(
      'No browser for the journeys: install Chromium (apt-get install chromium, or npx playwright install chromium), or name one in CHROMIUM_PATH.',
    );
  return found;
}

function install(): string | undefined {
  console.log('No browser found; installing one.');
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    spawnSync('apt-get', ['-qq', 'update'], { stdio: 'inherit' });
    spawnSync('apt-get', ['-qq', 'install', '-y', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  if (!findBrowser()) {
    try {
      execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 });
    } catch {
      return undefined; // no downloads here: the caller says what can be done
    }
  }
  return findBrowser();
}

/** As root there is no sandbox to be had; the rest keeps the browser from talking to anyone but us. */
export const browserArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
