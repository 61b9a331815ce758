import { hash } from '@node-rs/argon2';
import { readConfig } from '../../backoffice/config.ts';
import { createServices } from '../../backoffice/services.ts';
import { computeProductPairs } from '../../backoffice/workflows/compute-product-pairs.ts';
import { enqueueSearchSync } from '../../backoffice/workflows/enqueue-search-sync.ts';
import { issueCommissionInvoices } from '../../backoffice/workflows/issue-commission-invoices.ts';
import { type Funds, seedDemo } from '../../db/seeds/demo.ts';
import type { Plan } from './plan.ts';
import { openDemoDisputes } from './seed-disputes.ts';
import { failDemoRefund } from './seed-refund.ts';

// A process of its own: what drawing three hundred pictures takes in memory goes with it.
const { standIns }: Pick<Plan, 'standIns'> = JSON.parse(process.env.STACKR_STAND_INS!);
const config = readConfig(process.env);
// As the owner: the demo's history happened in the past, and its status changes are dated back.
const asOwner = { ...config, databaseRole: '' };
const services = await createServices(asOwner, {
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
  publicUrl: config.publicUrl,
  ...(standIns.stripe && { connectAccount: openDemoAccount, fund, transfer: sendTransfer }),
});
if (seeded) {
  await services.db.transaction(async trx => {
    await enqueueSearchSync(services.queue, trx, seeded.productIds, { withText: true });
    for (const subjectId of seeded.payoutIds)
      await services.queue.enqueue(trx, 'make-document', { kind: 'payout_statement', subjectId });
  });
  await computeProductPairs(services);
  if (standIns.stripe) {
    await openDemoDisputes(services, control);
    await failDemoRefund(services, control);
  }
  await issueCommissionInvoices(services);
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
  await control(`accounts/${account.id}/onboard`, {});
  return account.id;
}

/** The history's buyers paid before this stand-in existed: it gets their payments as if it had taken them. */
async function fund({ charges, otherCents }: Funds): Promise<void> {
  const past = charges.map(({ amountCents, feeCents, orderId, orderNumber, createdAt, availableAt, ...charge }) => ({
    ...charge,
    amount: amountCents,
    fee: feeCents,
    currency: 'eur',
    description: `Order ${orderNumber}`,
    metadata: { order_id: orderId, order_number: orderNumber },
    transferGroup: `order_${orderId}`,
    createdAt: createdAt.getTime(),
    availableAt: availableAt.getTime(),
    refunds: charge.refunds.map(refund => ({
      id: refund.id,
      amount: refund.amountCents,
      createdAt: refund.createdAt.getTime(),
      metadata: { refund_id: refund.refundId, order_id: orderId },
    })),
  }));
  await control('charges', { charges: past });
  await control('funds', { amount: otherCents, currency: 'eur' });
}

async function sendTransfer(payout: {
  id: string;
  number: string;
  amountCents: number;
  accountId: string;
}): Promise<string> {
  const { id: payoutId, number: payoutNumber, amountCents, accountId } = payout;
  const asked = { payoutId, payoutNumber, attempt: 1, amountCents, currency: 'EUR', accountId };
  return (await services.transfers.send(asked)).id;
}

async function control(path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const asked = { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(`${config.stripe.apiUrl}/_control/${path}`, asked);
  if (!answer.ok) throw new Error(`The stand-in did not ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}
