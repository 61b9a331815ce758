import { defineConfig } from 'vitest/config';

const { CI, REPORTS, REPORT = 'embedded', TEST_DATABASE_URL } = process.env;

export default defineConfig({
  test: {
    include: ['{backoffice,db,jobs,docker}/**/*.test.ts', 'storefront/src/**/*.test.ts'],
    // Crowds and races only mean something on a PostgreSQL with a session for each.
    exclude: TEST_DATABASE_URL ? [] : ['**/*.native.test.ts'],
    globalSetup: ['db/testing-template.ts'],
    pool: 'forks',
    isolate: false, // each file has a database of its own; what it imports is read once for all of a worker's files
    maxWorkers: 2, // an embedded database takes about 400 MB
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What a busy machine does to a test is tried once more there, and shown as such; what a test found wrong never is.
    ...(CI ? { retry: { count: 1, condition: /timed? ?out|ETIMEDOUT|ECONNRESET|ECONNREFUSED|EADDRINUSE/i } } : {}),
    // For .ci/run, which adds up what every suite says.
    ...(REPORTS ? { reporters: ['default', ['json', { outputFile: `${REPORTS}/${REPORT}.json` }]] } : {}),
  },
});
