import { expect, test } from 'vitest';
import { ConfigRefusal, demoEnvironment, type Environment, readConfig, requiredInProduction } from './config.ts';

const production: Environment = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://shop.example',
  DATABASE_URL: 'postgresql://stackr@db.internal/stackr',
  AUTH_SECRET: 'a'.repeat(40),
  STRIPE_SECRET_KEY: 'sk_live_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_2',
  EASYPOST_API_KEY: 'EZAK1',
  EASYPOST_WEBHOOK_SECRET: 'hook',
  VOYAGE_API_KEY: 'pa-1',
  SMTP_URL: 'smtps://user:word@mail.example',
  MAIL_FROM: 'Shop <hello@shop.example>',
  S3_ENDPOINT: 'https://account.r2.example',
  S3_BUCKET: 'shop',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'key',
};

function problems(environment: Environment): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigRefusal) return error.problems;
    throw error;
  }
}

test('the demo needs nothing', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    mode: 'demo',
    publicUrl: 'http://localhost:3000',
    databaseUrl: 'postgresql://postgres@127.0.0.1:3032/postgres',
    servicePort: 3001,
    typesense: null,
  });
});

test('every address of the demo follows PORT', () => {
  const config = readConfig({ PORT: '4000' });
  expect(config).toMatchObject({
    servicePort: 4001,
    metricsPort: 4002,
    jobsMetricsPort: 4003,
    smtpUrl: 'smtp://127.0.0.1:4025',
  });
  expect(config.stripe.apiUrl).toBe('http://127.0.0.1:4010');
});

test('a key that is set means the real vendor, also in the demo', () => {
  expect(readConfig({ STRIPE_SECRET_KEY: 'sk_test_mine' }).stripe).toEqual({
    secretKey: 'sk_test_mine',
    apiUrl: undefined,
    webhookSecret: '',
    connectWebhookSecret: '',
  });
});

test('what Stripe says is linked to its dashboard, of test or live mode, and to none on the stand-in', () => {
  const dashboard = (set: Environment) => readConfig(set).settings.stripeDashboardUrl;
  expect(dashboard(production)).toBe('https://dashboard.stripe.com');
  expect(dashboard({ STRIPE_SECRET_KEY: 'sk_test_1' })).toBe('https://dashboard.stripe.com/test');
  expect(dashboard({})).toBeNull();
});

test('production with everything set starts', () => {
  expect(readConfig(production)).toMatchObject({ mode: 'production', publicUrl: 'https://shop.example' });
});

test('production names everything that is missing at once', () => {
  expect(problems({ NODE_ENV: 'production' })).toEqual(requiredInProduction.map(name => `${name} is missing`));
});

test('an empty setting is a missing one', () => {
  expect(problems({ ...production, VOYAGE_API_KEY: '' })).toEqual(['VOYAGE_API_KEY is missing']);
});

test('production refuses stand-ins, each by name', () => {
  const refused = problems({ ...production, ...demoEnvironment({}) }).join('\n');
  for (const name of ['STRIPE_API_URL', 'EASYPOST_API_URL', 'VOYAGE_API_URL', 'SMTP_URL', 'S3_ENDPOINT']) {
    expect(refused).toContain(`${name} is an address of this machine`);
  }
});

test('production refuses the secrets of the demo, each by name', () => {
  const refused = problems({ ...production, ...demoEnvironment({}) }).join('\n');
  for (const name of Object.keys(demoEnvironment({})).filter(name => /SECRET|KEY/.test(name))) {
    expect(refused).toContain(`${name} is the demo's`);
  }
});

test.each([
  [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET is shorter than 32 characters'],
  [{ PUBLIC_URL: 'http://shop.example' }, 'PUBLIC_URL does not begin with https://'],
  [{ DATABASE_URL: 'my database' }, 'DATABASE_URL is not an address'],
  [{ DATABASE_POOL_SIZE: 'many' }, 'DATABASE_POOL_SIZE is not a whole number'],
  [{ RESERVATION_MINUTES: '5' }, 'RESERVATION_MINUTES is below 30, the shortest life of a pay page'],
  [{ TYPESENSE_URL: 'https://search.example' }, 'TYPESENSE_API_KEY is missing (TYPESENSE_URL is set)'],
  [{ S3_BUCKET: '' }, 'S3_BUCKET is missing (S3_ENDPOINT is set)'],
])('%o is refused', (change, problem) => {
  expect(problems({ ...production, ...change })).toEqual([problem]);
});

test('an unknown mode is refused', () => {
  expect(problems({ STACKR_MODE: 'staging' })).toEqual(['STACKR_MODE is "staging"; it is demo or production']);
});

test('nothing of it can be changed afterwards', () => {
  const config = readConfig({});
  expect(() => Object.assign(config.stripe, { secretKey: 'other' })).toThrow(TypeError);
});
