import type { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { itemName } from '#backoffice/documents/say.ts';
import { type Block, lines, sums } from './block.ts';
import type { item, orderLine, totals } from './shape.ts';

interface Priced {
  currency: string;
  locale: string;
}

export function orderedLines(bought: z.output<typeof orderLine>[], { currency, locale }: Priced): Block {
  return lines(
    bought.map(line => ({
      title: itemName(line),
      detail: `${line.quantity} × ${formatMoney(line.unitPriceCents, currency, locale)} · ${line.sku}`,
      amount: formatMoney(line.goodsCents, currency, locale),
    })),
  );
}

export function packedLines(items: z.output<typeof item>[]): Block {
  return lines(items.map(line => ({ title: itemName(line), detail: line.sku, amount: `× ${line.quantity}` })));
}

interface TakenOff {
  /** Each promotion by its name; what else was taken off the goods stays a plain discount. */
  promotions: { title: string; code: string | null; discountCents: number }[];
  shippingDiscountCents: number;
}

/** Tax inside the prices is no summand: its label says so. Delivery stands before what was taken off it. */
export function orderSums(
  of: z.output<typeof totals>,
  label: string,
  priced: Priced & { pricesIncludeTax: boolean },
  { promotions, shippingDiscountCents }: TakenOff = { promotions: [], shippingDiscountCents: 0 },
): Block {
  const money = (cents: number) => formatMoney(cents, priced.currency, priced.locale);
  const named = promotions.map(({ title, code, discountCents }) => [
    code ? `${title} (${code})` : title,
    money(-discountCents),
  ]);
  const plain = of.discountCents + shippingDiscountCents - promotions.reduce((sum, one) => sum + one.discountCents, 0);
  const deliveryCents = of.shippingCents + shippingDiscountCents;
  return sums(
    {
      Goods: money(of.goodsCents),
      Shipping: deliveryCents === 0 ? 'Free' : money(deliveryCents),
      ...Object.fromEntries(named),
      Discount: plain === 0 ? null : money(-plain),
      [priced.pricesIncludeTax ? 'VAT, included' : 'VAT']: money(of.taxCents),
    },
    [label, money(of.totalCents)],
  );
}
