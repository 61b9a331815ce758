// npm run ci:sum -- <folder of reports> <steps that failed otherwise>: every failed test by name, then the last line of .ci/run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface VitestReport {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}
interface Suite {
  title: string;
  suites?: Suite[];
  specs: { title: string; file: string; tests: { status: string; results: { error?: { message?: string } }[] }[] }[];
}
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
  suites: Suite[];
}
interface Outcome {
  passed: number;
  skipped: number;
  /** Passed at the second try. */
  flaky: string[];
  failures: { name: string; message: string }[];
}

const [folder = '.', failedSteps = '0'] = process.argv.slice(2);
const outcomes = readdirSync(folder)
  .filter(file => file.endsWith('.json'))
  .map(name => ({ name, ...outcomeOf(JSON.parse(readFileSync(join(folder, name), 'utf8'))) }));
for (const { name, flaky } of outcomes) for (const test of flaky) console.log(`SECOND TRY (${name}) ${test}`);
for (const { name, failures } of outcomes)
  for (const failure of failures) console.log(`FAILED (${name}) ${failure.name}\n${shorten(failure.message)}\n`);

const sumOf = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
const passed = sumOf(outcome => outcome.passed);
// A step that failed without a failing test (types, lint, a simulated day) counts as one.
const failed = sumOf(outcome => outcome.failures.length) || Number(failedSteps);
console.log(`${passed} passed, ${failed} failed, ${sumOf(outcome => outcome.skipped)} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function outcomeOf(report: VitestReport | PlaywrightReport): Outcome {
  if ('stats' in report) {
    const specs = report.suites.flatMap(specsOf);
    const failed = specs.flatMap(spec =>
      spec.tests
        .filter(test => test.status === 'unexpected')
        .map(test => ({
          name: `${spec.file}: ${spec.title}`,
          message: test.results.map(result => result.error?.message ?? '').join('\n'),
        })),
    );
    const unread = report.errors.map(error => ({ name: 'the journeys', message: error.message ?? '' }));
    const flaky = specs.filter(spec => spec.tests.some(test => test.status === 'flaky')).map(spec => spec.title);
    const { expected, skipped } = report.stats;
    return { passed: expected + flaky.length, skipped, flaky, failures: [...failed, ...unread] };
  }
  const failures = report.testResults.flatMap(file =>
    // A file that could not even be read has no tests to name.
    file.status === 'failed' && file.assertionResults.every(test => test.status !== 'failed')
      ? [{ name: file.name, message: file.message }]
      : file.assertionResults
          .filter(test => test.status === 'failed')
          .map(test => ({ name: `${file.name}: ${test.fullName}`, message: test.failureMessages.join('\n') })),
  );
  return { passed: report.numPassedTests, skipped: report.numPendingTests + report.numTodoTests, flaky: [], failures };
}

function specsOf(suite: Suite): Suite['specs'] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
}

function shorten(message: string): string {
  return message.split('\n').slice(0, 12).join('\n');
}
