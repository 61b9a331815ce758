import { z } from 'zod';
import { formatDate } from '#backoffice/documents/date.ts';
import { addressLines } from '#backoffice/documents/party.ts';
import { untaxedNotes } from '#backoffice/documents/untaxed.ts';
import { type Block, button, facts, heading, paragraph, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { orderedLines, orderSums } from '../order-blocks.ts';
import { sampleOrder } from '../sample-order.ts';
import { address, cents, currency, day, link, orderLine, totals } from '../shape.ts';

const schema = addressed.extend({
  orderNumber: z.string(),
  orderUrl: link,
  placedOn: day,
  currency,
  pricesIncludeTax: z.boolean(),
  paymentMethod: z.enum(['card', 'terms']),
  /** Of an order on net terms. */
  dueOn: day.nullable(),
  poNumber: z.string().nullable(),
  shippingAddress: address,
  parts: z
    .array(
      totals.extend({
        wholesalerName: z.string(),
        number: z.string(),
        shippingService: z.string(),
        lines: z.array(orderLine).min(1),
        shippingDiscountCents: cents.default(0),
        taxTreatment: z.enum(['taxed', 'exempt', 'reverse_charge', 'export']).default('taxed'),
      }),
    )
    .min(1),
  /** What each promotion took off goods and delivery. */
  promotions: z.array(z.object({ title: z.string(), code: z.string().nullable(), discountCents: cents })).default([]),
  /** The store's VAT id, which reverse charge goes by. */
  taxId: z.string().nullable().default(null),
  ...totals.shape,
});
type Confirmed = z.output<typeof schema>;

export const orderConfirmation = letter({
  schema,
  sample: {
    recipientName: 'Zoë Ångström',
    ...sampleOrder,
    pricesIncludeTax: false,
    paymentMethod: 'terms',
    dueOn: '2026-12-20',
    poNumber: 'PO-7731',
    taxId: 'AT U12345678',
    promotions: [
      { title: 'Autumn opening', code: 'AUTUMN', discountCents: 1_620 },
      { title: 'Free delivery from €300', code: null, discountCents: 690 },
    ],
    parts: sampleOrder.parts.map(part =>
      part.taxCents > 4_000
        ? part
        : {
            ...part,
            shippingDiscountCents: 690,
            taxCents: 0,
            totalCents: 20_280,
            taxTreatment: 'reverse_charge' as const,
          },
    ),
    taxCents: 5_945,
    totalCents: 57_515,
  },
  write: data => ({
    subject: `Your order ${data.orderNumber}`,
    preheader: `Thank you. ${parcelsFrom(data)} will write to you as soon as the goods are on their way.`,
    title: 'Thank you for your order',
    blocks: [
      paragraph('We have your order ', strong(data.orderNumber), '. ', payment(data)),
      button('See your order', data.orderUrl),
      ...data.parts.flatMap(part => partBlocks(part, data)),
      heading('Order total'),
      orderSums(data, 'Total', data, {
        promotions: data.promotions,
        shippingDiscountCents: data.parts.reduce((sum, part) => sum + part.shippingDiscountCents, 0),
      }),
      ...untaxed(data),
      facts({
        Placed: formatDate(data.placedOn, data.locale),
        'PO number': data.poNumber,
        'Ships to': addressLines(data.shippingAddress, data.locale),
      }),
    ],
    reason: `You get this letter because you placed order ${data.orderNumber}.`,
  }),
});

function parcelsFrom({ parts }: Confirmed): string {
  return parts.length === 1 ? parts[0]!.wholesalerName : `Each of the ${parts.length} wholesalers`;
}

function payment({ paymentMethod, dueOn, locale }: Confirmed): string {
  if (paymentMethod === 'card') return 'Your payment has arrived; every wholesaler has been told to pack.';
  const due = dueOn === null ? '' : ` and is due on ${formatDate(dueOn, locale)}`;
  return `Every wholesaler has been told to pack. The invoice follows in its own letter${due}.`;
}

function partBlocks(part: Confirmed['parts'][number], data: Confirmed): Block[] {
  return [
    heading(part.wholesalerName, `${part.number} · ${part.shippingService}`),
    orderedLines(part.lines, data),
    ...(data.parts.length > 1
      ? [
          orderSums(part, `From ${part.wholesalerName}`, data, {
            promotions: [],
            shippingDiscountCents: part.shippingDiscountCents,
          }),
        ]
      : []),
  ];
}

/** Why no tax is charged, in the invoice's words. */
const untaxed = ({ parts, taxId }: Confirmed): Block[] =>
  untaxedNotes(parts).flatMap(([title, text]) => [
    heading(title),
    paragraph(text, title === 'Reverse charge' && taxId ? ` Your VAT id: ${taxId}.` : ''),
  ]);
