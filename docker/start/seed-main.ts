import { hash } from '@node-rs/argon2';
import { readConfig } from '../../backoffice/config.ts';
import { createServices } from '../../backoffice/services.ts';
import { computeProductPairs } from '../../backoffice/workflows/compute-product-pairs.ts';
import { enqueueSearchSync } from '../../backoffice/workflows/enqueue-search-sync.ts';
import { seedDemo } from '../../db/seeds/demo.ts';
import type { Plan } from './plan.ts';

// A process of its own: what drawing three hundred pictures takes in memory goes with it.
const { standIns }: Pick<Plan, 'standIns'> = JSON.parse(process.env.STACKR_STAND_INS!);
const config = readConfig(process.env);
const services = await createServices(config, {
  name: 'command',
  poolSize: 2,
  isQueueSupervisor: false,
});
const seeded = await seedDemo({
  db: services.db,
  put: services.storage.put,
  hashPassword: hash,
  now: services.now(),
  onProgress: progress => process.send?.({ progress }),
  // A real Stripe has its own idea of who may be paid; the wholesalers of the demo are then onboarded by hand.
  ...(standIns.stripe && { connectAccount: openDemoAccount }),
});
if (seeded) {
  await services.db.transaction(trx => enqueueSearchSync(services.queue, trx, seeded.productIds, { withText: true }));
  await computeProductPairs(services);
}
await services.stop();

/** Opened as the panel does it, and carried through onboarding by the stand-in. */
async function openDemoAccount(wholesaler: {
  id: string;
  name: string;
  email: string;
  country: string;
}): Promise<string> {
  const { id: wholesalerId, name: businessName, email, country } = wholesaler;
  const account = await services.transfers.openAccount({ wholesalerId, businessName, email, country });
  const answer = await fetch(`${config.stripe.apiUrl}/_control/accounts/${account.id}/onboard`, { method: 'POST' });
  if (!answer.ok)
    throw new Error(`The stand-in did not onboard ${account.id}: ${answer.status} ${await answer.text()}`);
  return account.id;
}
