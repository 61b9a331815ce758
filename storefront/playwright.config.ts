import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser } from './e2e/browser.ts';

const { CI, REPORTS, E2E_PORT } = process.env;
const executablePath = findBrowser();

// The journeys share one marketplace, as its people do: two go on at once, but never two of the same people, and one at a time where
// sums of money are watched.
const MONEY = /(disputes|earnings|finance|money-back|paying|returns|customer|panel|applicant|minimums)\.spec\.ts$/;

export default defineConfig({
  testDir: 'e2e',
  testMatch: process.env.SCREENSHOTS ? 'screenshots.ts' : '*.spec.ts',
  workers: 2,
  projects: process.env.SCREENSHOTS
    ? []
    : [
        { name: 'money', testMatch: MONEY, workers: 1 },
        { name: 'shop', testIgnore: MONEY, workers: 1 },
      ],
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(CI),
  // A journey that needs its second try is named at the end of the run.
  retries: CI ? 1 : 0,
  reporter: [['list'], ...(REPORTS ? ([['json', { outputFile: join(REPORTS, 'journeys.json') }]] as const) : [])],
  use: {
    actionTimeout: 20_000,
    baseURL: `http://localhost:${E2E_PORT ?? 3000}`,
    browserName: 'chromium',
    locale: 'en-IE',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
    trace: CI ? 'on-first-retry' : 'off', // it costs every journey a third of its time; a failure at home: --trace on
    launchOptions: { args: browserArguments, ...(executablePath ? { executablePath } : {}) },
  },
});
