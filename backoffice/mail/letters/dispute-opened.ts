import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, figure, heading, paragraph, quote, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, link } from '../shape.ts';

/** To a wholesaler whose buyer asked the bank for the money back. */
export const disputeOpened = letter({
  schema: addressed.extend({
    wholesalerName: z.string(),
    orderNumber: z.string(),
    disputeUrl: link,
    says: z.string(),
    helps: z.string(),
    currency,
    frozenCents: cents,
    /** Null: the bank takes no answer. */
    answerBy: z.iso.datetime().nullable(),
  }),
  sample: {
    recipientName: 'Inès Marchetti',
    wholesalerName: 'Atelier Kaolin',
    orderNumber: 'S-100042-1',
    disputeUrl:
      'https://stackr.example/admin/resources/dispute_parts/records/01900000-0000-7000-8000-000000000901/show',
    says: 'The buyer says that the goods never arrived.',
    helps: 'The carrier’s proof of delivery: a signature, a photo, or who took the parcel in.',
    currency: 'EUR',
    frozenCents: 8_320,
    answerBy: '2026-12-03T10:00:00.000Z',
  },
  write: data => {
    const frozen = formatMoney(data.frozenCents, data.currency, data.locale);
    const day = data.answerBy && formatDate(data.answerBy, data.locale);
    return {
      subject: `A buyer disputes the payment of order ${data.orderNumber}`,
      preheader: data.frozenCents > 0 ? `${frozen} waits until the bank has decided.` : 'Here is what would help.',
      title: 'A buyer disputes a payment',
      blocks: [
        paragraph('The bank of the buyer of order ', strong(data.orderNumber), ' asks for the money back:'),
        quote(data.says),
        ...(data.frozenCents > 0
          ? [
              figure('Waits until the bank has decided', frozen),
              paragraph(
                'This is what you earned with the order and were not paid yet. Everything else is paid as usual.',
              ),
            ]
          : [
              paragraph(
                'You were paid for this order already. Nothing is taken back now; if the bank keeps the money, your share comes off your next payouts.',
              ),
            ]),
        heading('What would help'),
        paragraph(
          data.helps,
          ' Add it on the page of the dispute; we put the answer together and send it to the bank.',
        ),
        facts({ Order: data.orderNumber, 'Needed before': day }),
        button('Help answer the dispute', data.disputeUrl),
        paragraph('If the order was not sent yet: please do not send it.'),
      ],
      reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
    };
  },
});
