import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, figure, paragraph, quote } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, link } from '../shape.ts';

/** To finance: when a dispute opens, and again shortly before its day is over. */
export const disputeToAnswer = letter({
  schema: addressed.extend({
    orderNumber: z.string(),
    disputeUrl: link,
    says: z.string(),
    currency,
    amountCents: cents,
    answerBy: z.iso.datetime().nullable(),
    isReminder: z.boolean(),
  }),
  sample: {
    recipientName: 'Finn Sommer',
    orderNumber: 'S-100042',
    disputeUrl: 'https://stackr.example/admin/resources/disputes/records/01900000-0000-7000-8000-000000000901/show',
    says: 'The buyer says that the goods never arrived.',
    currency: 'EUR',
    amountCents: 24_900,
    answerBy: '2026-12-03T10:00:00.000Z',
    isReminder: true,
  },
  write: data => {
    const day = data.answerBy && formatDate(data.answerBy, data.locale);
    const amount = formatMoney(data.amountCents, data.currency, data.locale);
    return {
      subject: data.isReminder
        ? `No answer yet to the dispute about ${data.orderNumber}: due ${day}`
        : `New dispute about order ${data.orderNumber}: ${amount}`,
      preheader: day ? `The bank takes an answer until ${day}.` : 'The bank takes no answer.',
      title: data.isReminder ? 'A dispute is about to be lost by silence' : 'A dispute wants an answer',
      blocks: [
        paragraph('The buyer’s bank asks for the money back:'),
        quote(data.says),
        figure(`Order ${data.orderNumber}`, amount),
        paragraph(
          data.isReminder
            ? 'Nothing was sent to the bank yet. The evidence is gathered: look it over and send it, or accept the dispute.'
            : 'Invoice, deliveries and letters are being gathered, and the wholesalers are asked for what they know.',
        ),
        facts({ 'Answer by': day }),
        button('Open the dispute', data.disputeUrl),
      ],
      reason: 'You get this letter because you answer disputes for Stackr.',
    };
  },
});
