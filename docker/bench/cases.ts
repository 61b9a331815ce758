import { randomUUID } from 'node:crypto';
import { chanceFrom, pick } from '../../db/seeds/chance.ts';
import { WORLD_PASSWORD } from '../../db/seeds/world.ts';
import { CATEGORIES, PRODUCTS, WORDS } from './catalogue.ts';
import type { Browser } from './http.ts';

/** Given to the process of the clients. */
export interface Stage {
  serviceUrl: string;
  floorUrl: string;
  publicUrl: string;
  variants: { id: string; wholesaler: string }[];
}
export interface Case {
  /** The service, unless it is the floor beside it. */
  isFloor?: boolean;
  /** Before the clock: sign in, fill carts. */
  prepare?(browser: Browser, stage: Stage): Promise<void>;
  /** One operation; throws on any answer but the right one. */
  run(browser: Browser, stage: Stage): Promise<void>;
}

const chance = chanceFrom(`bench ${process.pid}`);
const must = (isRight: boolean, what: string) => {
  if (!isRight) throw new Error(what);
};

export const ADDRESS = { name: 'Bench Buyer', line1: 'Rosenweg 5', postalCode: '50667', city: 'Köln', country: 'DE' };
export const slugs = Array.from({ length: 500 }, (_, index) => `product-${1 + index * Math.floor(PRODUCTS / 500)}`);
export const listPath = (category: string) => `/api/catalog/products?limit=24&category=${category}`;
export const productPath = (slug: string) => `/api/catalog/products/${slug}`;

interface Cards {
  items: { slug: string; title: string; priceFromCents: number }[];
  total: number;
}

const list: Case['run'] = async browser => {
  const { items } = await browser.json<Cards>(listPath(pick(chance, CATEGORIES)), 200);
  must(items.length === 24 && items.every(item => item.priceFromCents > 0), 'a list of 24 priced products');
};
const product: Case['run'] = async browser => {
  const slug = pick(chance, slugs);
  const page = await browser.json<{ slug: string; variants: unknown[] }>(productPath(slug), 200);
  must(page.slug === slug && page.variants.length === 3, `the page of ${slug}`);
};

export const cases: Record<string, Case> = {
  list: { run: list },
  'list: floor': { run: list, isFloor: true },
  product: { run: product },
  'product: floor': { run: product, isFloor: true },
  'search + category': {
    async run(browser) {
      const word = pick(chance, WORDS);
      const found = await browser.json<Cards>(`/api/search?q=${word}&category=${pick(chance, CATEGORIES)}`, 200);
      must(found.total > 0 && found.items.every(item => item.title.toLowerCase().includes(word)), `hits for ${word}`);
    },
  },
  'add to cart': {
    async run(browser, { variants }) {
      if (chance() < 0.05) browser.forget(); // somebody else comes
      const body = { channel: 'b2c', variantId: pick(chance, variants).id, quantity: 1 };
      const line = await browser.json<{ quantity: number; unitCount: number }>('/api/cart/lines', 201, {
        method: 'POST',
        body,
      });
      must(line.quantity >= 1 && line.unitCount >= line.quantity, 'the line and the counters');
    },
  },
  'whole checkout': {
    async run(browser, { variants }) {
      browser.forget();
      for (const { id } of threeOfTwo(variants)) {
        const body = { channel: 'b2c', variantId: id, quantity: 1 };
        await browser.json('/api/cart/lines', 201, { method: 'POST', body });
      }
      const request = { channel: 'b2c', email: 'buyer@bench.example', shippingAddress: ADDRESS };
      const quote = await browser.json<Quote>('/api/checkout/quote', 200, { method: 'POST', body: request });
      must(quote.groups.length === 2 && quote.refusals.length === 0, 'a quote of two wholesalers');
      const shippingChoices = quote.groups.map(group => ({
        wholesaler: group.wholesaler.slug,
        service: group.shippingOptions[0]!.service,
      }));
      const placed = await browser.json<Placed>('/api/checkout', 201, {
        method: 'POST',
        body: { ...request, shippingChoices, payment: 'card' },
        headers: { 'idempotency-key': randomUUID() },
      });
      must(
        placed.order.totalCents === quote.totalCents && placed.redirectUrl !== null,
        'the order as quoted, and its pay page',
      );
    },
  },
  'quick order: 1,000 rows': {
    prepare: (browser, stage) => signIn(browser, stage, 'olga@corner.example'),
    async run(browser) {
      const body = { text: quickOrderText() };
      const { rows, validCount } = await browser.json<{ rows: unknown[]; validCount: number }>(
        '/api/cart/quick-order',
        200,
        {
          method: 'POST',
          body,
        },
      );
      must(rows.length === 1000 && validCount === 900, 'a thousand answered rows, nine hundred of them right');
    },
  },
  'panel: orders': {
    prepare: signIn,
    async run(browser) {
      const path = '/admin/api/resources/wholesaler_orders/actions/list?page=1&perPage=20';
      const { records } = await browser.json<{ records: { params: { total_cents: unknown } }[] }>(path, 200);
      must(
        records.length >= 10 && records.every(record => record.params.total_cents !== undefined),
        'a page of orders',
      );
    },
  },
  "wholesaler's orders (API)": {
    prepare: signIn,
    async run(browser) {
      const { items } = await browser.json<{ items: { totalCents: number }[] }>('/api/wholesaler/orders?limit=20', 200);
      must(items.length === 20 && items.every(item => item.totalCents > 0), 'a page of orders');
    },
  },
};

interface Quote {
  groups: { wholesaler: { slug: string }; shippingOptions: { service: string }[] }[];
  refusals: unknown[];
  totalCents: number;
}
interface Placed {
  order: { totalCents: number };
  redirectUrl: string | null;
}

function threeOfTwo(variants: Stage['variants']): Stage['variants'] {
  const first = pick(chance, variants);
  const second = variants.find(one => one.wholesaler === first.wholesaler && one.id !== first.id)!;
  let third = pick(chance, variants);
  while (third.wholesaler === first.wholesaler) third = pick(chance, variants);
  return [first, second, third];
}

/** Nine hundred SKUs as they are, a hundred with a slip of the finger. */
function quickOrderText(): string {
  const start = Math.floor(chance() * (PRODUCTS - 1000));
  const sku = (row: number) => `product-${start + row}-${row < 900 ? 'M' : 'MX'}`;
  return Array.from({ length: 1000 }, (_, row) => `${sku(row)}\t${1 + (row % 40)}`).join('\n');
}

async function signIn(browser: Browser, { publicUrl }: Stage, email = 'paul@pottery.example'): Promise<void> {
  const forwarded = `10.9.${Math.floor(chance() * 250)}.${Math.floor(chance() * 250)}`;
  const answer = await browser.ask('/api/auth/sign-in/email', {
    method: 'POST',
    body: { email, password: WORLD_PASSWORD },
    headers: { origin: publicUrl, 'x-forwarded-for': forwarded },
  });
  must(answer.status === 200, `sign-in: ${answer.status} ${answer.body}`);
}
