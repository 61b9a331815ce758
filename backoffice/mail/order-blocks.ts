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

/** Tax inside the prices is no summand: its label says so. */
export function orderSums(
  of: z.output<typeof totals>,
  label: string,
  priced: Priced & { pricesIncludeTax: boolean },
): Block {
  const money = (cents: number) => formatMoney(cents, priced.currency, priced.locale);
  return sums(
    {
      Goods: money(of.goodsCents),
      Discount: of.discountCents === 0 ? null : money(-of.discountCents),
      Shipping: of.shippingCents === 0 ? 'Free' : money(of.shippingCents),
      [priced.pricesIncludeTax ? 'VAT, included' : 'VAT']: money(of.taxCents),
    },
    [label, money(of.totalCents)],
  );
}
