// npm run ci:sum -- <folder of reports> <steps that failed otherwise>: the last line of .ci/run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** A file that could not even be read has no tests to count. */
  testResults: { status: string; assertionResults: unknown[] }[];
}
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

const [folder = '.', failedSteps = '0'] = process.argv.slice(2);
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const name of readdirSync(folder).filter(file => file.endsWith('.json'))) {
  const counts = countsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  sum.passed += counts.passed;
  sum.failed += counts.failed;
  sum.skipped += counts.skipped;
}
// A step that failed without a failing test (types, lint, a simulated day) counts as one.
if (Number(failedSteps) > 0 && sum.failed === 0) sum.failed = Number(failedSteps);
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;

function countsOf(report: VitestReport | PlaywrightReport): typeof sum {
  if ('stats' in report) {
    const { expected, unexpected, flaky, skipped } = report.stats;
    return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
  }
  const unread = report.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unread.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
