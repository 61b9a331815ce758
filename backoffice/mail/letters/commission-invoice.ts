import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, figure, heading, paragraph, strong, sums } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, day, link } from '../shape.ts';

/** Goes with the invoice attached. Negative totals: a credit note. */
export const commissionInvoice = letter({
  schema: addressed.extend({
    wholesalerName: z.string(),
    invoiceId: z.uuid(),
    invoiceNumber: z.string(),
    invoiceUrl: link,
    issuedOn: day,
    /** Its first day. */
    month: day,
    currency,
    netCents: cents,
    taxCents: cents,
    totalCents: cents,
  }),
  sample: {
    recipientName: 'Inès Marchetti',
    wholesalerName: 'Atelier Kaolin',
    invoiceId: '01900000-0000-7000-8000-000000000901',
    invoiceNumber: 'C-2026-0017',
    invoiceUrl:
      'https://stackr.example/admin/resources/commission_invoices/records/01900000-0000-7000-8000-000000000901/show',
    issuedOn: '2026-12-01',
    month: '2026-11-01',
    currency: 'EUR',
    netCents: 22_105,
    taxCents: 5_084,
    totalCents: 27_189,
  },
  write: data => {
    const money = (amount: number) => formatMoney(amount, data.currency, data.locale);
    const isCredit = data.totalCents < 0;
    const name = isCredit ? 'Commission credit note' : 'Commission invoice';
    const month = new Intl.DateTimeFormat(data.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
    const time = month.format(new Date(data.month));
    return {
      subject: `${name} ${data.invoiceNumber} for ${time}`,
      preheader: `${money(data.totalCents)}, settled with your payouts: nothing is left to pay.`,
      title: `${name} for ${time}`,
      blocks: [
        paragraph(
          isCredit ? 'Refunds gave back more commission than was charged to ' : 'Attached is what Stackr charged ',
          strong(data.wholesalerName),
          isCredit ? ': the credit note is attached.' : ' for selling on the marketplace, order by order.',
        ),
        figure(`${name} ${data.invoiceNumber}`, money(data.totalCents)),
        heading('How it adds up'),
        sums({ Commission: money(data.netCents), VAT: data.taxCents === 0 ? null : money(data.taxCents) }, [
          'Total',
          money(data.totalCents),
        ]),
        paragraph(
          data.taxCents === 0
            ? 'The commission was settled with each order: nothing is left to pay.'
            : 'The commission was settled with each order; the VAT on it goes into your next payout. Nothing is left to pay.',
        ),
        facts({ Issued: formatDate(data.issuedOn, data.locale), Invoice: 'attached as PDF' }),
        button('See the invoice', data.invoiceUrl),
      ],
      reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
    };
  },
});
