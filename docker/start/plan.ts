import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoEnvironment, type Environment, readConfig } from '../../backoffice/config.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Plan {
  dataDir: string;
  logDir: string;
  publicUrl: string;
  mode: 'demo' | 'production';
  ports: Record<PortName, number>;
  /** Which stand-ins to start, and whether the database is ours. */
  embedded: boolean;
  standIns: { stripe: boolean; easypost: boolean; voyage: boolean; mail: boolean; storage: boolean };
  /** What the children are told beside what this process was told. */
  environment: Record<string, string>;
}

export type PortName =
  | 'storefront'
  | 'service'
  | 'metrics'
  | 'jobs'
  | 'standIns'
  | 'smtp'
  | 'inbox'
  | 'storage'
  | 'database';

/** Throws a ConfigRefusal that lists everything missing or wrong. */
export function planLaunch(given: Environment): Plan {
  const mode = given.STACKR_MODE === 'production' ? 'production' : 'demo';
  const port = Number(given.PORT || 3000);
  const set = { ...given, STACKR_MODE: given.STACKR_MODE || mode };
  const { publicUrl, databaseUrl, servicePort, metricsPort, jobsMetricsPort } = readConfig(set);
  const ports = {
    storefront: port,
    service: servicePort,
    metrics: metricsPort,
    jobs: jobsMetricsPort,
    standIns: port + 10,
    smtp: port + 25,
    inbox: port + 26,
    storage: port + 30,
    database: port + 32,
  };
  const dataDir = dataDirOf(given);
  const unset = (name: string) => mode === 'demo' && !given[name];
  return {
    dataDir,
    logDir: resolve(dataDir, 'logs'),
    publicUrl,
    mode,
    ports,
    embedded: unset('DATABASE_URL'),
    standIns: {
      stripe: unset('STRIPE_SECRET_KEY'),
      easypost: unset('EASYPOST_API_KEY'),
      voyage: unset('VOYAGE_API_KEY'),
      mail: unset('SMTP_URL'),
      storage: unset('S3_ENDPOINT'),
    },
    environment: {
      ...(mode === 'demo' ? filled(demoEnvironment(given), given) : {}),
      PORT: String(port),
      STACKR_MODE: mode,
      STACKR_DATA: dataDir,
      DATABASE_URL: databaseUrl,
      SERVICE_URL: given.SERVICE_URL || `http://127.0.0.1:${servicePort}`,
    },
  };
}

export function dataDirOf(given: Environment): string {
  return resolve(root, given.STACKR_DATA || '.data');
}

function filled(defaults: Record<string, string>, given: Environment): Record<string, string> {
  return Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, given[name] || value]));
}
