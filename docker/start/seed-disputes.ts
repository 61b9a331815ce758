import type { Services } from '../../backoffice/services.ts';
import { applyDispute } from '../../backoffice/workflows/apply-dispute.ts';
import { tellDisputeDesk } from '../../backoffice/workflows/edit-dispute-evidence.ts';
import type { Db } from '../../db/connection.ts';

/** Posts to the stand-in's control and answers what it says. */
type Control = (path: string, body: object) => Promise<unknown>;

const HOUSE = 'atelier-argile';

/**
 * Two buyers of one wholesaler went to their banks: one dispute waits for an answer, one is won. Opened at the stand-in and applied here as
 * its webhooks, which come again once the service listens, would be.
 */
export async function openDemoDisputes(services: Services, control: Control): Promise<void> {
  const [open, won] = await delivered(services.db);
  if (won) {
    const { id } = (await control(`charges/${won.chargeId}/dispute`, { reason: 'duplicate' })) as { id: string };
    await control(`disputes/${id}/close`, { outcome: 'won' });
    await apply(services, id);
  }
  if (!open) return;
  const { id } = (await control(`charges/${open.chargeId}/dispute`, { reason: 'product_not_received' })) as {
    id: string;
  };
  await apply(services, id);
  const part = await services
    .db('dispute_parts')
    .where({ wholesaler_id: open.wholesalerId, stage: 'to_answer' })
    .first('id');
  await tellDisputeDesk(services, {
    ...{ partId: part.id, wholesalerId: open.wholesalerId, file: null },
    message:
      'The carrier says it was handed over at the door. We asked for the signature and add it as soon as we have it.',
    actor: { userId: open.memberId, role: 'wholesaler' },
  });
}

async function apply(services: Services, stripeDisputeId: string): Promise<void> {
  const at = services.now();
  const dispute = await services.payments.readDispute(stripeDisputeId);
  await services.db.transaction(trx => applyDispute(trx, services, dispute, at));
}

/** The latest deliveries that a card paid for, nothing of which was given back. */
async function delivered(db: Db): Promise<{ chargeId: string; wholesalerId: string; memberId: string }[]> {
  const { rows } = await db.raw(
    `select pay.stripe_charge_id as "chargeId", w.id as "wholesalerId",
       (select m.user_id from wholesaler_members m where m.wholesaler_id = w.id order by m.created_at limit 1) as "memberId"
     from wholesaler_orders p join wholesalers w on w.id = p.wholesaler_id and w.slug = :house
     join payments pay on pay.order_id = p.order_id and pay.status = 'succeeded'
     where p.status = 'delivered' and not exists (select from refunds r where r.order_id = p.order_id)
     order by p.delivered_at desc, p.id limit 2`,
    { house: HOUSE },
  );
  return rows;
}
