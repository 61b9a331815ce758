// npm run e2e [-- any option of Playwright]: finds a browser, starts Stackr, runs the journeys, stops it.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { findOrInstallBrowser } from './browser.ts';
import { startMarketplace } from './marketplace.ts';

const here = resolve(import.meta.dirname, '..');
// E2E_PORT: journeys against a Stackr that runs already.
const running = process.env.E2E_PORT;
try {
  const browser = findOrInstallBrowser();
  const marketplace = running ? null : await startMarketplace();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => {}); // the browser's end comes first, then ours
  try {
    process.exitCode = await playwright(browser, marketplace?.port ?? Number(running));
  } finally {
    await marketplace?.stop();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function playwright(browser: string, port: number): Promise<number> {
  const child = spawn('npx', ['playwright', 'test', ...process.argv.slice(2)], {
    cwd: here,
    env: { ...process.env, CHROMIUM_PATH: browser, E2E_PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return new Promise(done => child.once('close', code => done(code ?? 1)));
}
