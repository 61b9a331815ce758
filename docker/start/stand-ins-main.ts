import { startStandIns } from '../stand-ins/index.ts';
import type { Plan } from './plan.ts';

// The stand-ins this Stackr needs, as a process of their own: like the vendors, they live on when the service does not.
const {
  standIns: wanted,
  ports,
  dataDir,
}: Pick<Plan, 'standIns' | 'ports' | 'dataDir'> = JSON.parse(process.env.STACKR_STAND_INS!);
const { S3_BUCKET, STRIPE_WEBHOOK_SECRET, STRIPE_CONNECT_WEBHOOK_SECRET, EASYPOST_WEBHOOK_SECRET } = process.env;
const door = `http://127.0.0.1:${ports.service}/api/webhooks`;

const { stop } = await startStandIns({
  wanted,
  ports,
  dataDir,
  bucket: S3_BUCKET!,
  webhooks: {
    stripe: { url: `${door}/stripe`, secret: STRIPE_WEBHOOK_SECRET! },
    stripeConnect: { url: `${door}/stripe-connect`, secret: STRIPE_CONNECT_WEBHOOK_SECRET! },
    easypost: { url: `${door}/easypost`, secret: EASYPOST_WEBHOOK_SECRET! },
  },
  advanceParcelsSeconds: Number(process.env.ADVANCE_PARCELS_SECONDS || 30),
  log: line => console.log(line),
});
process.send?.('ready');
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void stop().then(() => process.exit(0)));
