import type { Db } from '#db/connection.ts';

export interface Recipient {
  name: string;
  address: string;
  userId: string | null;
}

/** Who reads a wholesaler's letters: its contact address, under the name of the first member when there is one. */
export async function wholesalerRecipient(db: Db, wholesalerId: string): Promise<Recipient> {
  const { rows } = await db.raw(
    `select w.name as wholesaler_name, w.contact_email, u.name, u.id as user_id
     from wholesalers w
     left join lateral (
       select u.id, u.name from wholesaler_members m join users u on u.id = m.user_id
       where m.wholesaler_id = w.id order by m.created_at limit 1) u on true
     where w.id = ?`,
    [wholesalerId],
  );
  const row = rows[0];
  return { name: row.name ?? row.wholesaler_name, address: row.contact_email, userId: row.user_id };
}
