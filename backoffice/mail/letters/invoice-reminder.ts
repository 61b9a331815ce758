import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, figure, paragraph, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, day, link } from '../shape.ts';

/** Three days before an invoice is due, and one, seven and fourteen days after. */
export const invoiceReminder = letter({
  schema: addressed.extend({
    storeName: z.string(),
    invoiceNumber: z.string(),
    orderNumber: z.string(),
    poNumber: z.string().nullable(),
    dueOn: day,
    /** Negative: so many days before it is due. */
    daysOverdue: z.int(),
    currency,
    openCents: cents,
    payUrl: link,
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    storeName: 'Kornblume & Söhne',
    invoiceNumber: 'I-1042',
    orderNumber: 'S-100042',
    poNumber: 'PO-7731',
    dueOn: '2026-12-20',
    daysOverdue: 7,
    currency: 'EUR',
    openCents: 61_368,
    payUrl: 'https://stackr.example/account/invoices',
  },
  write: data => {
    const due = formatDate(data.dueOn, data.locale);
    const isLate = data.daysOverdue > 0;
    return {
      subject: isLate ? `Invoice ${data.invoiceNumber} is overdue` : `Invoice ${data.invoiceNumber} is due on ${due}`,
      preheader: `${formatMoney(data.openCents, data.currency, data.locale)} for order ${data.orderNumber}.`,
      title: isLate ? 'An invoice is overdue' : 'An invoice is due soon',
      blocks: [
        isLate
          ? paragraph('Invoice ', strong(data.invoiceNumber), ` was due on ${due} and has not reached us yet.`)
          : paragraph('Invoice ', strong(data.invoiceNumber), ` is due on ${due}.`),
        figure('Open', formatMoney(data.openCents, data.currency, data.locale)),
        facts({ Order: data.orderNumber, 'PO number': data.poNumber, 'Payment reference': data.invoiceNumber }),
        button('Pay by card', data.payUrl),
        isLate
          ? paragraph(
              'While an invoice is overdue, new orders are paid by card. Have you paid in the last days? Then all is well.',
            )
          : paragraph('You can pay by card, or by bank transfer with the payment reference above.'),
      ],
      reason: `You get this letter because you own ${data.storeName}, which buys on net terms.`,
    };
  },
});
