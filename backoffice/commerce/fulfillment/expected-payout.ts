import type { Db } from '#db/connection.ts';
import type { PartOfWholesaler } from './part.ts';
import { availableOn } from './rules.ts';

/** When a part's money is expected, and how much. Cents. */
export interface ExpectedPayout {
  /** What it brings after commission, tax and refunds; its labels are not off it. */
  netCents: number;
  /** Of it, held back for a while. */
  reserveCents: number;
  /** The day from which a night's run may pay it. Null: nothing comes of it. */
  day: string | null;
  /** estimate: not delivered yet, so the day moves with its delivery; fixed: the hold runs; paid: by the payout named. */
  certainty: 'estimate' | 'fixed' | 'paid' | 'none';
  payoutNumber: string | null;
  /** What it waits for beside the days, in a sentence. */
  note: string | null;
}

/** Days on the road where nothing better is known. */
const TRANSIT_DAYS = 3;
const DAY_MS = 86_400_000;

interface Facts {
  status: string;
  netCents: number;
  placedAt: Date;
  shippedAt: Date | null;
  deliveredAt: Date | null;
  estimatedDelivery: Date | null;
  leadTimeDays: number;
  holdDays: number;
  reserveBp: number;
  chargeAvailableOn: Date | null;
  waitsForStore: boolean;
  isDisputed: boolean;
  payableOn: string | null;
  payoutNumber: string | null;
  paidOn: string | null;
}

export function expectPayout(part: Facts, now: Date): ExpectedPayout {
  const { netCents } = part;
  const none = { netCents, reserveCents: 0, day: null, certainty: 'none' as const, payoutNumber: null, note: null };
  if (netCents <= 0 || ['cancelled', 'awaiting_payment', 'expired'].includes(part.status)) return none;
  const reserveCents = Math.round((netCents * part.reserveBp) / 10_000);
  const note = part.isDisputed ? 'The buyer disputes the payment: it waits until the bank has decided.' : null;
  if (part.payoutNumber)
    return { netCents, reserveCents, day: part.paidOn, certainty: 'paid', payoutNumber: part.payoutNumber, note: null };
  if (part.payableOn) return { ...none, reserveCents, day: part.payableOn, certainty: 'fixed', note };
  const ready = part.shippedAt ?? new Date(part.placedAt.getTime() + part.leadTimeDays * DAY_MS);
  const arrival = part.deliveredAt ?? part.estimatedDelivery ?? new Date(ready.getTime() + TRANSIT_DAYS * DAY_MS);
  const at = part.deliveredAt ?? new Date(Math.max(arrival.getTime(), now.getTime()));
  const day = availableOn({ at, holdDays: part.holdDays, chargeAvailableOn: part.chargeAvailableOn });
  const waits = 'The store pays later: it is paid out once the store has paid its invoice as well.';
  return { ...none, reserveCents, day, certainty: 'estimate', note: note ?? (part.waitsForStore ? waits : null) };
}

/** Null: another wholesaler's, or nothing was paid for it. */
export async function readExpectedPayout(
  db: Db,
  { partId, wholesalerId }: PartOfWholesaler,
  now: Date,
): Promise<ExpectedPayout | null> {
  const { rows } = await db.raw(
    `select p.status, p.placed_at as "placedAt", p.shipped_at as "shippedAt", p.delivered_at as "deliveredAt", w.lead_time_days as "leadTimeDays",
       w.hold_days as "holdDays", w.reserve_bp as "reserveBp",
       (select max(estimated_delivery) from shipments where wholesaler_order_id = p.id and status <> 'voided') as "estimatedDelivery",
       (select max(available_on) from payments where order_id = p.order_id and status = 'succeeded') as "chargeAvailableOn",
       exists (select from invoices i, marketplace_settings s where i.order_id = p.order_id and i.status = 'open' and s.terms_payout = 'on_payment') as "waitsForStore",
       exists (select from disputes d join payments pay on pay.id = d.payment_id where pay.order_id = p.order_id
         and d.status not in ('won', 'lost', 'warning_closed', 'prevented')) as "isDisputed",
       money.*
     from wholesaler_orders p join wholesalers w on w.id = p.wholesaler_id
     cross join lateral (
       select coalesce(-sum(e.amount_cents) filter (where t.kind in ('order_placed', 'refund')), 0)::bigint as "netCents",
         to_char(max(e.available_on) filter (where t.kind = 'delivered' and a.kind = 'wholesaler_payable'), 'YYYY-MM-DD') as "payableOn",
         max(pay.number) filter (where t.kind = 'delivered') as "payoutNumber",
         to_char(max(pay.batch_date) filter (where t.kind = 'delivered'), 'YYYY-MM-DD') as "paidOn"
       from ledger_entries e join ledger_accounts a on a.id = e.account_id join ledger_transactions t on t.id = e.transaction_id
       left join payout_entries pe on pe.ledger_entry_id = e.id left join payouts pay on pay.id = pe.payout_id and pay.status = 'sent'
       where e.wholesaler_order_id = p.id and a.wholesaler_id = p.wholesaler_id) money
     where p.id = :partId and p.wholesaler_id = :wholesalerId and p.placed_at is not null`,
    { partId, wholesalerId },
  );
  return rows[0] ? expectPayout(rows[0], now) : null;
}
