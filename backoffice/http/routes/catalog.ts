import type { Response } from 'express';
import {
  marginPercent,
  minimumOf,
  type NamedStep,
  readLadders,
  shownLadder,
} from '#backoffice/commerce/pricing/index.ts';
import {
  listCards,
  listCategories,
  listWholesalers,
  type PageVariant,
  type ProductPage,
  readProductPage,
  readWholesalerPage,
} from '#backoffice/commerce/product/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import { readTaxRates } from '#backoffice/commerce/tax/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Caller } from '../access.ts';
import { canBuyWholesale } from '../access.ts';
import type { ProductDetail } from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Routes } from '../route.ts';
import { requireChannel } from '../wholesale-view.ts';
import { shippingText } from './cart.ts';

const A_MINUTE = 'public, max-age=60, stale-while-revalidate=300';
const PRIVATE = 'private, no-cache';

export const catalogRoutes: Routes = on => {
  on('listProducts', async ({ services, caller, query, response }) => {
    requireChannel(caller, query.channel);
    const page = await listCards(services.db, { ...query, after: readCursor(query.cursor) });
    cache(response, query.channel);
    return { items: page.items, nextCursor: writeCursor(page.after) };
  });

  on('readProduct', async ({ services, caller, params, query, response }) => {
    requireChannel(caller, query.channel);
    const page = await readProductPage(services.db, params.slug);
    if (!page) throw notFound('product');
    cache(response, query.channel);
    return query.channel === 'b2b' ? wholesaleView(services, caller, page) : retailView(services, page);
  });

  on('listCategories', async ({ services, response }) => {
    cache(response, 'b2c');
    return { items: await listCategories(services.db) };
  });

  on('listWholesalers', async ({ services, response }) => {
    cache(response, 'b2c');
    return { items: await listWholesalers(services.db) };
  });

  on('readWholesaler', async ({ services, caller, params, response }) => {
    const storeId = canBuyWholesale(caller) ? caller.store!.id : null;
    const found = await readWholesalerPage(services.db, params.slug, storeId);
    if (!found) throw notFound('wholesaler');
    response.setHeader('Cache-Control', storeId ? PRIVATE : A_MINUTE);
    const {
      minimumOrderCents,
      minimumFirstOrderCents,
      isFirstOrder,
      shippingMode,
      flatRateCents,
      freeShippingOverCents,
      ...page
    } = found;
    const minimum = storeId ? minimumOf({ minimumOrderCents, minimumFirstOrderCents, isFirstOrder }, 0) : null;
    return {
      ...page,
      shipping: shippingText({ shippingMode, flatRateCents, freeShippingOverCents }, 0, services.settings.currency),
      minimumOrderCents: minimum?.requiredCents ?? null,
    };
  });
};

/** Retail pages are the same for everyone and may be kept a minute; Express adds the ETag. Wholesale is one reader's. */
const cache = (response: Response, channel: 'b2c' | 'b2b') =>
  void response.setHeader('Cache-Control', channel === 'b2c' ? A_MINUTE : PRIVATE);

function retailView(services: Services, page: ProductPage): ProductDetail {
  return compose(services, page, {
    minimumOrderCents: null,
    variant: () => ({ ladder: null, marginPercent: null, rules: null }),
    showsQuantity: false,
  });
}

async function wholesaleView(services: Services, caller: Caller, page: ProductPage): Promise<ProductDetail> {
  const storeId = caller.store!.id;
  const now = services.now();
  const ladders = await readLadders(services.db, {
    variantIds: page.variants.map(variant => variant.id),
    storeId,
    now,
  });
  const rates = await readTaxRates(services.db, {
    country: page.wholesaler.country,
    region: null,
    day: now.toISOString().slice(0, 10),
  });
  const terms = await readWholesalerPage(services.db, page.wholesaler.slug, storeId);
  const taxBp = rates.get(page.tax_category as 'standard') ?? 0;
  return compose(services, page, {
    minimumOrderCents: terms && (minimumOf(terms, 0)?.requiredCents ?? null),
    showsQuantity: true,
    variant: variant => wholesaleSide(variant, ladders.get(variant.id) ?? null, taxBp),
  });
}

const wholesaleSide = (variant: PageVariant, ladder: NamedStep[] | null, taxBp: number) => ({
  ladder:
    ladder &&
    shownLadder(ladder).map((step, index) => ({
      ...step,
      from: ladder[index]!.from,
      marginPercent: marginPercent(variant.retailPriceCents, taxBp, step.unitPriceCents),
    })),
  marginPercent: ladder && marginPercent(variant.retailPriceCents, taxBp, ladder[0]!.unitPriceCents),
  rules: ladder && { moq: variant.moq, casePack: variant.casePack, maximumQuantity: variant.maximumQuantity },
});

interface Side {
  minimumOrderCents: number | null;
  showsQuantity: boolean;
  variant: (variant: PageVariant) => Pick<ProductDetail['variants'][number], 'ladder' | 'marginPercent' | 'rules'>;
}

function compose(services: Services, page: ProductPage, side: Side): ProductDetail {
  const { wholesaler, stars } = page;
  const count = stars.reduce((sum, one) => sum + one, 0);
  return {
    id: page.id,
    slug: page.slug,
    title: page.title,
    descriptionHtml: page.description_html,
    category: page.category,
    breadcrumbs: page.breadcrumbs,
    tags: page.tags,
    attributes: page.attributes,
    optionNames: page.option_names,
    optionValues: Object.fromEntries(
      page.option_names.map(name => [
        name,
        [...new Set(page.variants.map(variant => variant.options[name]).filter(value => value !== undefined))],
      ]),
    ),
    images: page.images,
    variants: page.variants.map(variant => ({
      id: variant.id,
      sku: variant.sku,
      title: variant.title,
      options: variant.options,
      imageId: page.images.find(image => image.variantId === variant.id)?.id ?? page.images[0]?.id ?? null,
      currency: wholesaler.currency,
      retailPriceCents: variant.retailPriceCents,
      compareAtCents: variant.compareAtCents,
      ...side.variant(variant),
      stock: stockOf(variant, side.showsQuantity),
      weightGrams: variant.weightGrams,
    })),
    wholesaler: {
      slug: wholesaler.slug,
      name: wholesaler.name,
      tagline: wholesaler.tagline,
      country: wholesaler.country,
      logoUrl: logoUrl(wholesaler.logoKey),
      productCount: wholesaler.productCount,
      leadTimeDays: wholesaler.leadTimeDays,
      minimumOrderCents: side.minimumOrderCents,
      shipping: shippingText(wholesaler, 0, services.settings.currency),
    },
    deliveryEstimate: estimate(services.now(), wholesaler.leadTimeDays),
    rating: {
      average: count
        ? Math.round((stars.reduce((sum, one, index) => sum + one * (index + 1), 0) / count) * 10) / 10
        : null,
      count,
      byStars: stars,
    },
    reviews: page.reviews,
  };
}

function stockOf(variant: PageVariant, showsQuantity: boolean): ProductDetail['variants'][number]['stock'] {
  const available = Math.max(variant.availableQuantity, 0);
  const state = available === 0 ? 'out' : available <= variant.lowStockThreshold ? 'low' : 'in_stock';
  return { state, availableQuantity: showsQuantity || state === 'low' ? available : null };
}

export const logoUrl = (key: string | null): string | null => key && `/api/images/${key}`;

const DAY_MS = 86_400_000;
/** The wholesaler's lead time, then two to five days on the road. */
const estimate = (now: Date, leadTimeDays: number) => ({
  earliest: new Date(now.getTime() + (leadTimeDays + 2) * DAY_MS).toISOString().slice(0, 10),
  latest: new Date(now.getTime() + (leadTimeDays + 5) * DAY_MS).toISOString().slice(0, 10),
});
