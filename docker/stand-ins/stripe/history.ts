import { move } from './balance.ts';
import { newCharge } from './charges.ts';
import { newIntent } from './payments.ts';
import { newRefund } from './refunds.ts';
import type { Desk } from './state.ts';

/** A payment from before the stand-in kept books. Amounts in cents, times in milliseconds. */
export interface PastCharge {
  id: string;
  paymentIntent: string;
  amount: number;
  fee: number;
  currency: string;
  email: string;
  description: string;
  metadata: Record<string, string>;
  transferGroup: string;
  createdAt: number;
  availableAt: number;
  refunds: { id: string; amount: number; createdAt: number; metadata: Record<string, string> }[];
}

/** Enters payments under the ids they had; those it knows stay as they are. Nobody is told: these events are long over. */
export function plantCharges(desk: Desk, charges: PastCharge[]): void {
  for (const past of charges) if (!desk.state.charges[past.id]) plant(desk, past);
  desk.changed();
}

const seconds = (time: number) => Math.floor(time / 1000);

function plant(desk: Desk, past: PastCharge): void {
  const { amount, currency, email, description, metadata, transferGroup } = past;
  const created = seconds(past.createdAt);
  const intent = Object.assign(newIntent(desk, { amount, currency, email }), {
    ...{ id: past.paymentIntent, created, description, metadata, transfer_group: transferGroup },
    ...{ status: 'succeeded' as const, amount_received: amount, latest_charge: past.id },
  });
  desk.state.intents[intent.id] = intent;
  const card = { number: '4242424242424242', email, name: null };
  const charge = newCharge(desk, intent, { id: past.id, card, failure: null });
  const fee = { fee: past.fee, availableInSeconds: seconds(past.availableAt) - created };
  const taken = move(desk, { type: 'charge', amount, currency, source: past.id, description, created, ...fee });
  Object.assign(charge, { created, balance_transaction: taken.id });
  for (const { id, amount, createdAt, metadata } of past.refunds)
    newRefund(desk, charge, amount, { metadata, reason: null }, { id, created: seconds(createdAt) });
}
