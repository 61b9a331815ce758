// The stand-ins as a process of their own, placed by PORT like everything else: npm exec -- node docker/stand-ins/main.ts
import { resolve } from 'node:path';
import { demoEnvironment } from '../../backoffice/config.ts';
import { startStandIns } from './index.ts';

const port = Number(process.env.PORT || 3000);
const set = { ...demoEnvironment({ PORT: String(port) }), ...process.env } as Record<string, string>;
const door = `http://127.0.0.1:${set.SERVICE_PORT || port + 1}/api/webhooks`;

const standIns = await startStandIns({
  wanted: { stripe: true, easypost: true, voyage: true, mail: true, storage: true },
  ports: { standIns: port + 10, smtp: port + 25, inbox: port + 26, storage: port + 30 },
  dataDir: resolve(set.STACKR_DATA || '.data'),
  bucket: set.S3_BUCKET!,
  webhooks: {
    stripe: { url: `${door}/stripe`, secret: set.STRIPE_WEBHOOK_SECRET! },
    stripeConnect: { url: `${door}/stripe-connect`, secret: set.STRIPE_CONNECT_WEBHOOK_SECRET! },
    easypost: { url: `${door}/easypost`, secret: set.EASYPOST_WEBHOOK_SECRET! },
  },
  advanceParcelsSeconds: Number(set.ADVANCE_PARCELS_SECONDS || 0),
  log: line => console.log(line),
});
for (const [name, url] of Object.entries(standIns.urls)) console.log(`${name.padEnd(9)} ${url}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void standIns.stop());
