import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, figure, paragraph, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, day, link } from '../shape.ts';

/** Net terms. Goes with the invoice attached. */
export const invoiceIssued = letter({
  schema: addressed.extend({
    storeName: z.string(),
    invoiceNumber: z.string(),
    invoiceUrl: link,
    orderNumber: z.string(),
    poNumber: z.string().nullable(),
    issuedOn: day,
    dueOn: day,
    netDays: z.int(),
    currency,
    totalCents: cents,
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    storeName: 'Kornblume & Söhne',
    invoiceNumber: 'INV-2026-0042',
    invoiceUrl: 'https://stackr.example/orders/S-100042/invoice',
    orderNumber: 'S-100042',
    poNumber: 'PO-7731',
    issuedOn: '2026-11-20',
    dueOn: '2026-12-20',
    netDays: 30,
    currency: 'EUR',
    totalCents: 61_368,
  },
  write: data => {
    const amount = formatMoney(data.totalCents, data.currency, data.locale);
    const due = formatDate(data.dueOn, data.locale);
    return {
      subject: `Invoice ${data.invoiceNumber}, due ${due}`,
      preheader: `${amount} for order ${data.orderNumber}. The PDF is attached.`,
      title: `Invoice ${data.invoiceNumber}`,
      blocks: [
        paragraph(
          'Here is the invoice to ',
          strong(data.storeName),
          ' for order ',
          strong(data.orderNumber),
          '. The PDF is attached.',
        ),
        figure(`Due on ${due}`, amount),
        facts({
          'Invoice date': formatDate(data.issuedOn, data.locale),
          Terms: `net ${data.netDays} days`,
          'PO number': data.poNumber,
          'Payment reference': data.invoiceNumber,
        }),
        button('See the invoice', data.invoiceUrl),
      ],
      reason: `You get this letter because ${data.storeName} buys on net terms.`,
    };
  },
});
