import { z } from 'zod';
import { formatDate } from '#backoffice/documents/date.ts';
import { addressLines } from '#backoffice/documents/party.ts';
import { type Block, button, facts, heading, paragraph, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { orderedLines, orderSums } from '../order-blocks.ts';
import { sampleOrder } from '../sample-order.ts';
import { address, currency, day, link, orderLine, totals } from '../shape.ts';

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
      }),
    )
    .min(1),
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
      orderSums(data, 'Total', data),
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
    ...(data.parts.length > 1 ? [orderSums(part, `From ${part.wholesalerName}`, data)] : []),
  ];
}
