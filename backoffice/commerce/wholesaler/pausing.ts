import type { Db } from '#db/connection.ts';

export type Side = 'platform' | 'wholesaler';
export interface Pausing {
  name: string;
  /** Before. */
  isPaused: boolean;
  pausedBy: Side | null;
  pausedReason: string | null;
}

export async function lockPausing(trx: Db, wholesalerId: string): Promise<Pausing | null> {
  const { rows } = await trx.raw(
    `select name, payouts_paused_at is not null as "isPaused", payouts_paused_reason as "pausedReason",
       case when payouts_paused_at is not null then coalesce(payouts_paused_by, 'platform') end as "pausedBy"
     from wholesalers where id = ? for update`,
    [wholesalerId],
  );
  return rows[0] ?? null;
}

/** Null: payouts go on. */
export async function setPausing(
  trx: Db,
  wholesalerId: string,
  pause: { by: Side; reason: string; at: Date } | null,
): Promise<void> {
  await trx('wholesalers')
    .where({ id: wholesalerId })
    .update({
      payouts_paused_at: pause?.at ?? null,
      payouts_paused_by: pause?.by ?? null,
      payouts_paused_reason: pause?.reason ?? null,
      updated_at: trx.fn.now(),
    });
}
