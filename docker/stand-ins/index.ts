import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { createEasyPost } from './easypost/index.ts';
import { listen } from './listen.ts';
import { startInbox } from './mail/inbox.ts';
import { startS3 } from './s3/index.ts';
import { createStripe } from './stripe/index.ts';
import { createVoyage } from './voyage/index.ts';

export type StandInName = 'stripe' | 'easypost' | 'voyage' | 'mail' | 'storage';

export interface StandInsOptions {
  /** Which to start: a vendor whose key is set is the real one. */
  wanted: Record<StandInName, boolean>;
  /** Stripe, EasyPost and Voyage share one. */
  ports: { standIns: number; smtp: number; inbox: number; storage: number };
  /** Their memory lies in stand-ins/, objects in storage/. */
  dataDir: string;
  bucket: string;
  webhooks: Record<'stripe' | 'stripeConnect' | 'easypost', { url: string; secret: string }>;
  /** Every so many seconds a bought label moves one step towards its door; 0: only when told. */
  advanceParcelsSeconds: number;
  log: (line: string) => void;
}

export interface StandIns {
  /** Where the adapters (and people, for the inbox) find them. */
  urls: Record<'stripe' | 'easypost' | 'voyage' | 'smtp' | 'inbox' | 'storage', string>;
  stop(): Promise<void>;
}

/** Local servers that speak the vendors' own protocols, for a machine with no keys. */
export async function startStandIns(options: StandInsOptions): Promise<StandIns> {
  const { wanted, ports, dataDir } = options;
  const stops: (() => void | Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.toReversed()) await end();
  };
  try {
    if (wanted.mail) {
      const inbox = await startInbox({ smtp: ports.smtp, web: ports.inbox }, join(dataDir, 'stand-ins', 'letters'));
      stops.push(inbox.stop);
    }
    if (wanted.storage) {
      const s3 = await startS3({ port: ports.storage, folder: join(dataDir, 'storage'), bucket: options.bucket });
      stops.push(s3.stop);
    }
    if (wanted.stripe || wanted.easypost || wanted.voyage) stops.push(await startVendors(options));
  } catch (error) {
    await stop();
    throw error;
  }
  const http = `http://127.0.0.1:${ports.standIns}`;
  const urls = {
    stripe: http,
    easypost: `${http}/easypost/v2`,
    voyage: `${http}/voyage/v1`,
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
    inbox: `http://127.0.0.1:${ports.inbox}`,
    storage: `http://127.0.0.1:${ports.storage}`,
  };
  return { urls, stop };
}

async function startVendors({ wanted, ports, dataDir, webhooks, ...options }: StandInsOptions) {
  const url = `http://127.0.0.1:${ports.standIns}`;
  const mounts: Record<string, RequestHandler> = {};
  const stops: (() => void)[] = [];
  if (wanted.voyage) mounts['/voyage'] = createVoyage().router;
  if (wanted.easypost) {
    const easypost = createEasyPost({
      publicUrl: () => `${url}/easypost`,
      webhook: webhooks.easypost,
      stateFile: join(dataDir, 'stand-ins', 'easypost.json'),
      autoAdvanceSeconds: options.advanceParcelsSeconds,
      log: line => options.log(`easypost: ${line}`),
    });
    mounts['/easypost'] = easypost.router;
    stops.push(easypost.stop);
  }
  if (wanted.stripe) {
    const stripe = createStripe({
      publicUrl: () => url,
      webhooks: [
        { ...webhooks.stripe, kind: 'platform' },
        { ...webhooks.stripeConnect, kind: 'connect' },
      ],
      stateFile: join(dataDir, 'stand-ins', 'stripe.json'),
      log: line => options.log(`stripe: ${line}`),
    });
    // Last, because its client knows no base path: what is not one of the others is Stripe's.
    mounts['/'] = stripe.router;
    stops.push(stripe.stop);
  }
  const server = await listen(ports.standIns, mounts);
  return async () => {
    await server.stop();
    for (const end of stops) end();
  };
}
