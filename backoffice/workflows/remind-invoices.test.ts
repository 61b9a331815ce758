import { beforeEach, expect, test } from 'vitest';
import { readReceivables } from '#backoffice/commerce/invoice/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { decideCertificate } from './decide-certificate.ts';
import { placeOrder } from './place-order.ts';
import { remindInvoices } from './remind-invoices.ts';
import { BULK, clearSales, fillCart, olga, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services } = rig;
const actor = { userId: WORLD.users.admin, role: 'admin' };

beforeEach(async () => {
  await clearSales(db);
  rig.setNow(new Date());
  await fillCart(db, olga, BULK);
  await placeOrder(services, orderOf(olga, { payment: 'terms' }));
  await db('invoices').update({ issued_on: '2026-03-01', due_on: '2026-03-31' });
});

const on = async (day: string) => {
  rig.setNow(new Date(`${day}T07:00:00Z`));
  await remindInvoices(services);
  const letters = await db('letters').where({ kind: 'invoice-reminder' }).orderBy('created_at');
  return letters.map(letter => letter.data.daysOverdue);
};

test('a store hears three days before, and one, seven and fourteen days after, each once', async () => {
  expect(await on('2026-03-27')).toEqual([]);
  expect(await on('2026-03-28')).toEqual([-3]);
  expect(await on('2026-03-28')).toEqual([-3]);
  expect(await on('2026-03-31')).toEqual([-3]);
  expect(await on('2026-04-01')).toEqual([-3, 1]);
  expect(await on('2026-04-07')).toEqual([-3, 1, 7]);
  expect(await on('2026-04-20')).toEqual([-3, 1, 7, 14]);
  expect(await on('2026-06-20')).toEqual([-3, 1, 7, 14]);
});

test('a run that was missed sends the latest reminder only', async () => {
  expect(await on('2026-04-10')).toEqual([7]);
});

test('a paid invoice is left in peace', async () => {
  await db('invoices').update({ status: 'paid', paid_at: new Date(), paid_cents: db.ref('total_cents') });
  expect(await on('2026-04-10')).toEqual([]);
});

test.each([
  ['2026-03-31', 'not_due'],
  ['2026-04-01', 'days_1_30'],
  ['2026-04-30', 'days_1_30'],
  ['2026-05-01', 'days_31_60'],
  ['2026-05-30', 'days_31_60'],
  ['2026-05-31', 'days_over_60'],
] as const)('on %s what is owed is %s', async (day, bucket) => {
  const { total_cents: cents } = await db('invoices').first();
  const { buckets, stores } = await readReceivables(db, day);
  expect(buckets[bucket]).toEqual({ cents, invoices: 1 });
  expect(stores).toMatchObject([
    { name: 'Corner & Co', openCents: cents, overdueCents: bucket === 'not_due' ? 0 : cents },
  ]);
});

test('an accepted certificate exempts until it ends; withdrawn, no longer', async () => {
  const storeId = WORLD.stores.corner;
  const until = async () => (await db('stores').where({ id: storeId }).first('tax_exempt_until')).tax_exempt_until;
  const paper = async (expiresOn: string) => {
    const key = `stores/${expiresOn}.pdf`;
    const file = { key, content_type: 'application/pdf', byte_size: 1, sha256: '0'.repeat(64) };
    const [{ id: file_id }] = await db('files').insert(file).returning('id');
    const document = { store_id: storeId, file_id, kind: 'certificate', name: 'c.pdf' };
    const [{ id: document_id }] = await db('store_documents').insert(document).returning('id');
    const certificate = { store_id: storeId, document_id, number: 'X', expires_on: expiresOn };
    return (await db('tax_certificates').insert(certificate).returning('id'))[0].id as string;
  };
  const [short, long] = [await paper('2027-06-30'), await paper('2028-06-30')];
  expect(await until()).toBeNull();
  await decideCertificate(services, { certificateId: short, decision: 'accept', actor });
  await decideCertificate(services, { certificateId: long, decision: 'accept', actor });
  expect(String(await until())).toContain('2028');
  await expect(decideCertificate(services, { certificateId: long, decision: 'withdraw', actor })).rejects.toMatchObject(
    {
      code: 'reason_missing',
    },
  );
  const end = { certificateId: long, decision: 'withdraw', reason: 'Forged', actor } as const;
  expect(await decideCertificate(services, end)).toEqual({ exemptUntil: '2027-06-30' });
  await expect(decideCertificate(services, end)).rejects.toMatchObject({ code: 'already_decided' });
  await expect(decideCertificate(services, { ...end, decision: 'accept' })).rejects.toMatchObject({
    code: 'wrong_status',
  });
  const letters = await db('letters').where({ kind: 'certificate-decided' }).orderBy('id');
  expect(letters.map(({ recipient_address, data }) => [recipient_address, data.decision, data.exemptUntil])).toEqual([
    ['olga@corner.example', 'accepted', '2027-06-30'],
    ['olga@corner.example', 'accepted', '2028-06-30'],
    ['olga@corner.example', 'withdrawn', '2027-06-30'],
  ]);
});
