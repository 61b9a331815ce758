import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { type Block, lines, sums } from './block.ts';
import { addressed } from './letter.ts';
import { cents, currency, day, link } from './shape.ts';

export const wantedLine = z.object({ title: z.string(), quantity: z.int(), unitPriceCents: cents.nullable() });

/** What every letter about a quotation knows. */
export const aboutQuotation = addressed.extend({
  number: z.string(),
  storeName: z.string(),
  wholesalerName: z.string(),
  quoteUrl: link,
  currency,
});
export const offered = aboutQuotation.extend({
  validUntil: day,
  message: z.string(),
  lines: z.array(wantedLine).min(1),
});

type Priced = { currency: string; locale: string };
type Wanted = z.output<typeof wantedLine>;

export const quotedLines = (wanted: Wanted[], { currency: unit, locale }: Priced): Block =>
  lines(
    wanted.map(({ title, quantity, unitPriceCents }) => ({
      title,
      detail: unitPriceCents === null ? `${quantity}` : `${quantity} × ${formatMoney(unitPriceCents, unit, locale)}`,
      amount: unitPriceCents === null ? '' : formatMoney(unitPriceCents * quantity, unit, locale),
    })),
  );

export const quotedSum = (wanted: Wanted[], { currency: unit, locale }: Priced): Block =>
  sums({}, [
    'Goods, without tax',
    formatMoney(
      wanted.reduce((sum, line) => sum + line.quantity * (line.unitPriceCents ?? 0), 0),
      unit,
      locale,
    ),
  ]);

export const sampleQuotation = {
  number: 'Q-10024',
  storeName: 'Kornblume & Söhne',
  wholesalerName: 'Atelier Kaolin',
  currency: 'EUR',
};
export const sampleLines = [
  { title: 'Breakfast bowl, Chalk', quantity: 48, unitPriceCents: 1_240 },
  { title: 'Stoneware jug, about one litre', quantity: 24, unitPriceCents: 1_890 },
];
export const sampleStoreUrl = 'https://stackr.example/quotes/Q-10024';
export const samplePanelUrl =
  'https://stackr.example/admin/resources/quotation_parts/records/01900000-0000-7000-8000-000000000024/show';
