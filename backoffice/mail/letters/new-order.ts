import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { formatDate } from '#backoffice/documents/date.ts';
import { addressLines } from '#backoffice/documents/party.ts';
import { button, facts, heading, paragraph, quote, strong, sums } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { orderedLines, orderSums } from '../order-blocks.ts';
import { sampleOrder, samplePart } from '../sample-order.ts';
import { address, cents, currency, day, link, orderLine, totals } from '../shape.ts';

const schema = addressed.extend({
  wholesalerName: z.string(),
  number: z.string(),
  orderUrl: link,
  placedOn: day,
  currency,
  channel: z.enum(['b2c', 'b2b']),
  pricesIncludeTax: z.boolean(),
  poNumber: z.string().nullable(),
  note: z.string().nullable(),
  /** Nothing is paid for it: it makes up for what went wrong. */
  isReplacement: z.boolean().default(false),
  shippingService: z.string(),
  shippingAddress: address,
  lines: z.array(orderLine).min(1),
  ...totals.shape,
  commissionCents: cents,
  earningsCents: cents,
});

/** To the wholesaler: what to pack, and what it brings. */
export const newOrder = letter({
  schema,
  sample: {
    recipientName: 'Inès Marchetti',
    ...samplePart,
    placedOn: sampleOrder.placedOn,
    currency: 'EUR',
    channel: 'b2b',
    pricesIncludeTax: false,
    poNumber: 'PO-7731',
    note: 'Please leave the pallet at the back door,\nopen from 8 to 12.',
    shippingAddress: sampleOrder.shippingAddress,
    commissionCents: 3_600,
    earningsCents: 33_635,
  },
  write: data => ({
    subject: data.isReplacement ? `Replacement ${data.number} to send` : `New order ${data.number}`,
    preheader: `${data.lines.reduce((pieces, line) => pieces + line.quantity, 0)} pieces for ${data.shippingAddress.company ?? data.shippingAddress.name}`,
    title: data.isReplacement ? 'A replacement to send' : 'You have a new order',
    blocks: [
      paragraph(
        'Order ',
        strong(data.number),
        ` for ${data.wholesalerName} ${data.isReplacement ? 'replaces what went wrong with an earlier one, free of charge' : 'is paid for or on agreed terms'}, and its stock is set aside. Accept it, pack it and buy the label in the panel.`,
      ),
      button('Open the order', data.orderUrl),
      facts({
        Placed: formatDate(data.placedOn, data.locale),
        Channel: data.channel === 'b2b' ? 'Wholesale' : 'Retail',
        'PO number': data.poNumber,
        Shipping: data.shippingService,
        'Ship to': addressLines(data.shippingAddress, data.locale),
      }),
      ...(data.note ? [heading(data.isReplacement ? 'Why it is sent' : 'Note from the buyer'), quote(data.note)] : []),
      heading('What to pack'),
      orderedLines(data.lines, data),
      ...(data.isReplacement ? [] : earnings(data)),
    ],
    reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
  }),
});

const earnings = (data: z.output<typeof schema>) => [
  orderSums(data, 'Order total', data),
  heading('What it brings you'),
  sums({ Commission: formatMoney(-data.commissionCents, data.currency, data.locale) }, [
    'You earn',
    formatMoney(data.earningsCents, data.currency, data.locale),
  ]),
];
