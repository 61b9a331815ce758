import { createHash } from 'node:crypto';
import type { Db } from '../connection.ts';
import { stableId } from './chance.ts';
import { daysBefore, storeId } from './demo-accounts.ts';
import { type DemoProduct, demoProducts } from './demo-catalogue/assortment.ts';
import { pricedLine, sums } from './demo-history/prices.ts';
import { APPROVER, BUYER, STORES } from './demo-people.ts';
import type { Put } from './demo-pictures/index.ts';
import { isPublished } from './demo-shop.ts';
import { insertRows } from './insert-rows.ts';
import { onePagePdf } from './one-page-pdf.ts';

const [NORA, , GARNIER, TUIN] = STORES;
const NORAS = storeId(NORA.name);

/** What stores have handed in. A certificate of Nora's waits to be looked at; Garnier's was accepted. */
const PAPERS = [
  {
    store: NORA,
    kind: 'certificate',
    name: 'Exemption 2027.pdf',
    title: 'Certificate of exemption EX-2027-118',
    daysAgo: 1,
  },
  { store: GARNIER, kind: 'certificate', name: 'Attestation.pdf', title: 'Attestation 44-0917', daysAgo: 90 },
  {
    store: NORA,
    kind: 'application',
    name: 'Trade register.pdf',
    title: 'Extract from the trade register',
    daysAgo: 202,
  },
  { store: TUIN, kind: 'application', name: 'KvK uittreksel.pdf', title: 'Uittreksel Handelsregister', daysAgo: 1 },
  {
    store: TUIN,
    kind: 'application',
    name: 'Rental contract.pdf',
    title: 'Rental contract Haarlemmerdijk 120',
    daysAgo: 1,
  },
] as const;

const papers = () =>
  PAPERS.map(paper => {
    const id = stableId(`paper ${paper.name}`);
    const key = `stores/${storeId(paper.store.name)}/${id}.pdf`;
    return { ...paper, id, key, content: onePagePdf(paper.title, paper.store.legal_name) };
  });

/** Into storage, before the rows that name them. */
export async function putPapers(put: Put): Promise<void> {
  for (const { key, content } of papers()) await put(key, content, 'application/pdf');
}

/** Who else buys for Nora, where her goods go, and the order that waits for a yes. */
export async function insertStoreAccounts(db: Db, at: Date): Promise<void> {
  await db('store_members').insert([
    { store_id: NORAS, user_id: BUYER.id, member_role: 'buyer', spending_limit_cents: 40_000 },
    { store_id: NORAS, user_id: APPROVER.id, member_role: 'approver' },
  ]);
  await db('store_invitations').insert({
    store_id: NORAS,
    email: 'lena@stackr.example',
    member_role: 'buyer',
    spending_limit_cents: 25_000,
    token_hash: createHash('sha256').update('nobody has this invitation').digest('hex'),
    invited_by: NORA.owner.id,
    expires_at: daysBefore(at, -12),
    created_at: daysBefore(at, 2),
  });
  await db('addresses').where({ store_id: NORAS }).update({ location_name: 'Shop in the Schanze' });
  await insertRows(db, 'addresses', [
    {
      id: stableId('address second of Nora'),
      store_id: NORAS,
      location_name: 'Warehouse in Altona',
      name: NORA.owner.name,
      line1: 'Große Bergstraße 160',
      city: 'Hamburg',
      postal_code: '22767',
      country: 'DE',
      is_default: false,
      created_at: daysBefore(at, 120),
    },
  ]);
  await insertPapers(db, at);
  await insertApproval(db, at);
}

async function insertPapers(db: Db, at: Date): Promise<void> {
  for (const { id, key, content, store, kind, name, daysAgo } of papers()) {
    const created_at = daysBefore(at, daysAgo);
    const sha256 = createHash('sha256').update(content).digest('hex');
    await db('files').insert({
      id,
      key,
      content_type: 'application/pdf',
      byte_size: content.length,
      sha256,
      created_at,
    });
    const document = { id, file_id: id, store_id: storeId(store.name), kind, name, uploaded_by: store.owner.id };
    await db('store_documents').insert({ ...document, created_at });
  }
  const certificate = (name: string, number: string, days: number) => {
    const paper = papers().find(one => one.name === name)!;
    const expires_on = daysBefore(at, -days).toISOString().slice(0, 10);
    return { document_id: paper.id, store_id: storeId(paper.store.name), number, expires_on };
  };
  const accepted = certificate('Attestation.pdf', '44-0917', 240);
  await db('tax_certificates').insert({
    ...certificate('Exemption 2027.pdf', 'EX-2027-118', 400),
    created_at: daysBefore(at, 1),
  });
  await db('tax_certificates').insert({
    ...accepted,
    status: 'accepted',
    decided_at: daysBefore(at, 88),
    created_at: daysBefore(at, 90),
  });
  await db('stores').where({ id: accepted.store_id }).update({ tax_exempt_until: accepted.expires_on });
}

async function insertApproval(db: Db, at: Date): Promise<void> {
  const [line1, postalCode, city, country] = NORA.address;
  const address = { name: BUYER.name, line1, postalCode, city, country };
  const buyer = {
    channel: 'b2b' as const,
    userId: BUYER.id,
    storeId: NORAS,
    email: BUYER.email,
    address,
    termsDays: 30,
    isPartner: true,
  };
  const wanted = demoProducts().filter(isWanted).slice(0, 3).map(choose);
  const lines = wanted.map((choice, index) => pricedLine(buyer, choice, stableId(`approval line ${index}`)));
  const id = stableId('approval of Björn');
  await db('order_approvals').insert({
    id,
    store_id: NORAS,
    submitted_by: BUYER.id,
    currency: 'EUR',
    total_cents: sums(buyer, lines).totalCents,
    request_key: `demo ${id}`,
    lines: JSON.stringify(
      lines.map(({ product, variant, quantity, unitCents, goodsCents }) => ({
        variantId: variant.id,
        title: product.item.name,
        variantTitle: variant.title === product.item.name ? '' : variant.title,
        sku: variant.sku,
        imageId: null,
        wholesalerName: product.wholesaler.name,
        quantity,
        unitPriceCents: unitCents,
        goodsCents,
      })),
    ),
    request: JSON.stringify({
      email: BUYER.email,
      shippingAddress: address,
      billingAddress: null,
      shippingChoices: [],
      payment: 'terms',
      poNumber: '26-4471',
      wholesalers: null,
      note: null,
    }),
    created_at: daysBefore(at, 0.2),
    updated_at: daysBefore(at, 0.2),
  });
  const cart_id = stableId('cart of the approval');
  await db('carts').insert({ id: cart_id, channel: 'b2b', store_id: NORAS, approval_id: id });
  await db('cart_lines').insert(
    lines.map(({ variant, quantity, unitCents }) => ({
      cart_id,
      variant_id: variant.id,
      quantity,
      seen_unit_price_cents: unitCents,
    })),
  );
}

/** Published, of the first house, and on the shelf in such numbers. */
const isWanted = (product: DemoProduct): boolean =>
  product.wholesaler.slug === 'kranich-coffee' && isPublished(product) && product.variants[0]!.onHand >= 60;

const choose = (product: DemoProduct) => {
  const variant = product.variants[0]!;
  const quantity = Math.max(variant.moq, Math.ceil(24 / variant.casePack) * variant.casePack);
  return { product, variant, quantity };
};
