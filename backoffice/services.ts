import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { Embeddings } from './providers/embeddings/embeddings.ts';
import type { Mail } from './providers/mail/mail.ts';
import type { Payments } from './providers/payments/payments.ts';
import type { Queue } from './providers/queue/queue.ts';
import type { SearchEngine } from './providers/search/search.ts';
import type { Shipping } from './providers/shipping/shipping.ts';
import type { Storage } from './providers/storage/storage.ts';
import type { Transfers } from './providers/transfers/transfers.ts';

/** Everything a workflow may reach. Built once a process by createServices; tests build their own. */
export interface Services {
  db: Knex;
  payments: Payments;
  transfers: Transfers;
  shipping: Shipping;
  search: SearchEngine;
  /** What answers when the search engine is down: the Postgres engine. */
  fallbackSearch: SearchEngine;
  embeddings: Embeddings;
  mail: Mail;
  storage: Storage;
  queue: Queue;
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
}
