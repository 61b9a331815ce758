import { APPLICATION_ROLE } from '#db/connection.ts';

export type Environment = Record<string, string | undefined>;

export type Config = Readonly<ReturnType<typeof values>>;

/** Its message lists everything that is wrong, one a line. */
export class ConfigRefusal extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Stackr cannot start:\n${problems.map(problem => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** Throws a ConfigRefusal. In demo mode whatever is unset means the stand-ins and the embedded database on this machine. */
export function readConfig(environment: Environment): Config {
  const mode = modeOf(environment);
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const problems = [
    ...wrongValues(set),
    ...(mode === 'production' ? [...missing(set), ...standIns(set), ...defaultSecrets(set), ...weak(set)] : []),
  ];
  if (problems.length > 0) throw new ConfigRefusal(problems);
  const complete = mode === 'demo' ? { ...demoEnvironment(set), ...set } : set;
  return deepFreeze(values(mode, complete));
}

/** What demo mode puts in the place of what is unset. A vendor whose key is set is the real one, at its own address. */
export function demoEnvironment(set: Environment): Record<string, string> {
  const port = Number(set.PORT || 3000);
  const standIn = `http://127.0.0.1:${port + 10}`;
  return {
    PUBLIC_URL: `http://localhost:${port}`,
    DATABASE_URL: `postgresql://postgres@127.0.0.1:${port + 32}/postgres`,
    AUTH_SECRET: 'demo-secret-known-to-everyone-never-for-production',
    MAIL_FROM: 'Stackr <hello@stackr.example>',
    ...(!set.STRIPE_SECRET_KEY && {
      STRIPE_SECRET_KEY: 'sk_test_stackr_demo',
      STRIPE_API_URL: standIn,
      STRIPE_WEBHOOK_SECRET: 'whsec_stackr_demo_account',
      STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_stackr_demo_connect',
    }),
    ...(!set.EASYPOST_API_KEY && {
      EASYPOST_API_KEY: 'EZTK_stackr_demo',
      EASYPOST_API_URL: `${standIn}/easypost/v2`,
      EASYPOST_WEBHOOK_SECRET: 'stackr_demo_easypost',
    }),
    ...(!set.VOYAGE_API_KEY && { VOYAGE_API_KEY: 'pa-stackr-demo', VOYAGE_API_URL: `${standIn}/voyage/v1` }),
    ...(!set.SMTP_URL && { SMTP_URL: `smtp://127.0.0.1:${port + 25}` }),
    ...(!set.S3_ENDPOINT && {
      S3_ENDPOINT: `http://127.0.0.1:${port + 30}`,
      S3_BUCKET: 'stackr',
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    }),
  };
}

export const requiredInProduction = [
  'PUBLIC_URL',
  'DATABASE_URL',
  'AUTH_SECRET',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'STRIPE_CONNECT_WEBHOOK_SECRET',
  'EASYPOST_API_KEY',
  'EASYPOST_WEBHOOK_SECRET',
  'VOYAGE_API_KEY',
  'SMTP_URL',
  'MAIL_FROM',
  'S3_ENDPOINT',
  'S3_BUCKET',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
] as const;

function modeOf(environment: Environment): 'demo' | 'production' {
  const mode = environment.STACKR_MODE || (environment.NODE_ENV === 'production' ? 'production' : 'demo');
  if (mode === 'demo' || mode === 'production') return mode;
  throw new ConfigRefusal([`STACKR_MODE is "${mode}"; it is demo or production`]);
}

function values(mode: 'demo' | 'production', set: Environment) {
  const port = Number(set.PORT ?? 3000);
  return {
    mode,
    publicUrl: set.PUBLIC_URL!.replace(/\/$/, ''),
    databaseUrl: set.DATABASE_URL!,
    /** Empty (said as none) where DATABASE_URL signs in as a member of it, or goes through a pooler that passes no options on. */
    databaseRole: set.DATABASE_ROLE === 'none' ? '' : (set.DATABASE_ROLE ?? APPLICATION_ROLE),
    databasePoolSize: Number(set.DATABASE_POOL_SIZE ?? 10),
    /** The storefront reaches the service here; in production it runs on another machine of a private network. */
    serviceHost: set.SERVICE_HOST ?? (mode === 'production' ? '::' : '127.0.0.1'),
    servicePort: Number(set.SERVICE_PORT ?? port + 1),
    metricsPort: Number(set.METRICS_PORT ?? port + 2),
    jobsMetricsPort: Number(set.JOBS_METRICS_PORT ?? port + 3),
    logLevel: set.LOG_LEVEL ?? 'info',
    authSecret: set.AUTH_SECRET!,
    signInsPerMinute: Number(set.SIGN_INS_PER_MINUTE ?? 10),
    stripe: {
      secretKey: set.STRIPE_SECRET_KEY!,
      apiUrl: set.STRIPE_API_URL,
      webhookSecret: set.STRIPE_WEBHOOK_SECRET ?? '',
      connectWebhookSecret: set.STRIPE_CONNECT_WEBHOOK_SECRET ?? '',
    },
    easypost: {
      apiKey: set.EASYPOST_API_KEY!,
      apiUrl: set.EASYPOST_API_URL,
      webhookSecret: set.EASYPOST_WEBHOOK_SECRET ?? '',
    },
    voyage: { apiKey: set.VOYAGE_API_KEY!, apiUrl: set.VOYAGE_API_URL, model: set.VOYAGE_MODEL ?? 'voyage-4' },
    /** Null: the Postgres engine searches. */
    typesense: set.TYPESENSE_URL ? { url: set.TYPESENSE_URL, apiKey: set.TYPESENSE_API_KEY! } : null,
    smtpUrl: set.SMTP_URL!,
    storage: {
      endpoint: set.S3_ENDPOINT!,
      region: set.S3_REGION ?? 'auto',
      bucket: set.S3_BUCKET!,
      accessKeyId: set.S3_ACCESS_KEY_ID!,
      secretAccessKey: set.S3_SECRET_ACCESS_KEY!,
    },
    settings: {
      publicUrl: set.PUBLIC_URL!.replace(/\/$/, ''),
      currency: 'EUR',
      reservationMinutes: Number(set.RESERVATION_MINUTES ?? 30),
      payoutReleaseAboveCents: set.PAYOUT_RELEASE_ABOVE_CENTS ? Number(set.PAYOUT_RELEASE_ABOVE_CENTS) : null,
      mailFrom: set.MAIL_FROM!,
      stripeDashboardUrl: dashboardOf(set),
    },
  };
}

/** Null: a stand-in has none. */
function dashboardOf({ STRIPE_API_URL, STRIPE_SECRET_KEY }: Environment): string | null {
  if (STRIPE_API_URL) return null;
  return `https://dashboard.stripe.com${/^[rs]k_live_/.test(STRIPE_SECRET_KEY!) ? '' : '/test'}`;
}

const addresses = [
  'PUBLIC_URL',
  'DATABASE_URL',
  'STRIPE_API_URL',
  'EASYPOST_API_URL',
  'VOYAGE_API_URL',
  'TYPESENSE_URL',
  'SMTP_URL',
  'S3_ENDPOINT',
];
const wholeNumbers = [
  'PORT',
  'SERVICE_PORT',
  'METRICS_PORT',
  'JOBS_METRICS_PORT',
  'DATABASE_POOL_SIZE',
  'PAYOUT_RELEASE_ABOVE_CENTS',
  'RESERVATION_MINUTES',
  'SIGN_INS_PER_MINUTE',
];

function wrongValues(set: Environment): string[] {
  const wrong = [
    ...addresses.filter(name => set[name] && !URL.canParse(set[name])).map(name => `${name} is not an address`),
    ...wholeNumbers.filter(name => set[name] && !/^\d+$/.test(set[name])).map(name => `${name} is not a whole number`),
  ];
  if (Number(set.RESERVATION_MINUTES ?? 30) < 30)
    wrong.push('RESERVATION_MINUTES is below 30, the shortest life of a pay page');
  if (set.TYPESENSE_URL && !set.TYPESENSE_API_KEY) wrong.push('TYPESENSE_API_KEY is missing (TYPESENSE_URL is set)');
  if (set.S3_ENDPOINT) {
    for (const name of ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']) {
      if (!set[name]) wrong.push(`${name} is missing (S3_ENDPOINT is set)`);
    }
  }
  return wrong;
}

function missing(set: Environment): string[] {
  return requiredInProduction
    .filter(name => !set[name] && !(set.S3_ENDPOINT && name.startsWith('S3_')))
    .map(name => `${name} is missing`);
}

const spokenByStandIns = ['STRIPE_API_URL', 'EASYPOST_API_URL', 'VOYAGE_API_URL', 'SMTP_URL', 'S3_ENDPOINT'];
const ownMachine = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

function standIns(set: Environment): string[] {
  return spokenByStandIns
    .filter(name => URL.canParse(set[name] ?? '') && ownMachine.test(new URL(set[name]!).hostname))
    .map(name => `${name} is an address of this machine, where only a stand-in would answer`);
}

function defaultSecrets(set: Environment): string[] {
  return Object.entries(demoEnvironment({}))
    .filter(([name, value]) => /SECRET|KEY/.test(name) && set[name] === value)
    .map(([name]) => `${name} is the demo's, which everyone knows`);
}

function weak(set: Environment): string[] {
  const problems: string[] = [];
  if (set.AUTH_SECRET && set.AUTH_SECRET.length < 32) problems.push('AUTH_SECRET is shorter than 32 characters');
  // A rehearsal on one's own machine has no certificate, and browsers treat localhost as safe.
  if (set.PUBLIC_URL && !/^(https:\/\/|http:\/\/localhost(:|\/|$))/.test(set.PUBLIC_URL))
    problems.push('PUBLIC_URL does not begin with https://');
  return problems;
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (part && typeof part === 'object') deepFreeze(part);
  return Object.freeze(value);
}
