// The composition root: the only file that knows which adapter stands behind which interface.
import type { Knex } from 'knex';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Logger } from 'pino';
import { connect, urlAs } from '#db/connection.ts';
import type { Config } from './config.ts';
import { createLog } from './log.ts';
import type { Embeddings } from './providers/embeddings/embeddings.ts';
import { createVoyageEmbeddings } from './providers/embeddings/voyage-embeddings.ts';
import type { Mail } from './providers/mail/mail.ts';
import { createSmtpMail } from './providers/mail/smtp-mail.ts';
import type { Payments } from './providers/payments/payments.ts';
import { createStripePayments } from './providers/payments/stripe-payments.ts';
import { createQueue, startQueue } from './providers/queue/pg-boss-queue.ts';
import type { Queue } from './providers/queue/queue.ts';
import { postgresSearch } from './providers/search/postgres-search.ts';
import type { SearchEngine } from './providers/search/search.ts';
import { createTypesenseSearch } from './providers/search/typesense-search.ts';
import { createEasyPostShipping } from './providers/shipping/easypost-shipping.ts';
import type { Shipping } from './providers/shipping/shipping.ts';
import { createS3Storage } from './providers/storage/s3-storage.ts';
import type { Storage } from './providers/storage/storage.ts';
import type { TaxEngine } from './providers/tax/tax.ts';
import { createStripeTransfers } from './providers/transfers/stripe-transfers.ts';
import type { Transfers } from './providers/transfers/transfers.ts';

/** Everything a workflow may reach. Built once a process by createServices; tests build their own. */
export interface Services {
  db: Knex;
  payments: Payments;
  transfers: Transfers;
  shipping: Shipping;
  /** An outside engine; without one the table of rates answers. */
  taxes?: TaxEngine;
  search: SearchEngine;
  /** What answers when the search engine is down: the Postgres engine. */
  fallbackSearch: SearchEngine;
  embeddings: Embeddings;
  mail: Mail;
  storage: Storage;
  queue: Queue;
  /**
   * How many orders this process judges and writes at once. A crowd waits here and not at a row's lock with all the connections: who
   * comes after the last unit learns it at the price of a look.
   */
  orderLimit: LimitFunction;
  now: () => Date;
  log: Logger;
  settings: Settings;
}

/** The part of the configuration that rules and letters need. */
export interface Settings {
  publicUrl: string;
  currency: string;
  /** Minutes a reservation and its pay page live. Stripe's minimum is 30. */
  reservationMinutes: number;
  /** Above this total a payout batch waits for a second person. Null: never. */
  payoutReleaseAboveCents: number | null;
  mailFrom: string;
  /** Without a slash at the end; null on the stand-in. */
  stripeDashboardUrl: string | null;
}

const VENDOR_TIMEOUT_MS = 15_000;

/** What a process holds beside the services: the queue it may work on, and how to let go of everything. */
export interface RunningServices extends Services {
  boss: Awaited<ReturnType<typeof startQueue>>;
  stop(): Promise<void>;
}

export interface ProcessSettings {
  name: 'service' | 'jobs' | 'worker' | 'command';
  poolSize: number;
  /** The jobs process alone returns expired work to the queue and clears away what is done. */
  isQueueSupervisor: boolean;
}

export async function createServices(
  config: Config,
  { name, poolSize, isQueueSupervisor }: ProcessSettings,
): Promise<RunningServices> {
  const log = createLog({ service: name, level: config.logLevel });
  const db = connect(urlAs(config.databaseRole, config.databaseUrl), { poolSize });
  const boss = await startQueue(db, { isSupervisor: isQueueSupervisor, log });
  const mail = createSmtpMail({ url: config.smtpUrl, from: config.settings.mailFrom, timeoutMs: VENDOR_TIMEOUT_MS });
  const storage = createS3Storage({ ...config.storage, timeoutMs: VENDOR_TIMEOUT_MS });
  const fallbackSearch = postgresSearch(db);
  return {
    db,
    boss,
    payments: createStripePayments(config.stripe),
    transfers: createStripeTransfers(config.stripe),
    shipping: createEasyPostShipping({
      apiKey: config.easypost.apiKey,
      baseUrl: config.easypost.apiUrl,
      webhookSecret: config.easypost.webhookSecret,
      timeoutMs: VENDOR_TIMEOUT_MS,
    }),
    search: config.typesense
      ? createTypesenseSearch({ ...config.typesense, timeoutMs: VENDOR_TIMEOUT_MS })
      : fallbackSearch,
    fallbackSearch,
    embeddings: createVoyageEmbeddings({
      apiKey: config.voyage.apiKey,
      model: config.voyage.model,
      baseUrl: config.voyage.apiUrl,
      timeoutMs: VENDOR_TIMEOUT_MS,
      maxRetries: 2,
    }),
    mail,
    storage,
    queue: createQueue(boss),
    orderLimit: pLimit(Math.max(1, Math.floor(poolSize / 2))),
    now: () => new Date(),
    log,
    settings: config.settings,
    async stop() {
      await boss.stop({ graceful: true, timeout: 20_000 });
      mail.close();
      storage.close();
      await db.destroy();
    },
  };
}
