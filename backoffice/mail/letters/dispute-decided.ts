import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { button, paragraph, strong, sums } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, link } from '../shape.ts';

/** To a wholesaler, once the bank has decided. closed: an inquiry ended without any money moving. */
export const disputeDecided = letter({
  schema: addressed.extend({
    wholesalerName: z.string(),
    orderNumber: z.string(),
    disputeUrl: link,
    outcome: z.enum(['won', 'lost', 'closed']),
    currency,
    /** Earned with the order and free again. */
    freedCents: cents,
    /** What the buyer got back of this order, and who bears it. */
    lost: z.object({ amountCents: cents, wholesalerCents: cents, platformCents: cents }).nullable(),
  }),
  sample: {
    recipientName: 'Inès Marchetti',
    wholesalerName: 'Atelier Kaolin',
    orderNumber: 'S-100042-1',
    disputeUrl:
      'https://stackr.example/admin/resources/dispute_parts/records/01900000-0000-7000-8000-000000000901/show',
    outcome: 'lost',
    currency: 'EUR',
    freedCents: 0,
    lost: { amountCents: 9_900, wholesalerCents: 4_160, platformCents: 4_160 },
  },
  write: data => {
    const money = (amount: number) => formatMoney(amount, data.currency, data.locale);
    const { lost } = data;
    const title = { won: 'The dispute is won', lost: 'The dispute is lost', closed: 'The dispute is over' }[
      data.outcome
    ];
    return {
      subject: `${title}: order ${data.orderNumber}`,
      preheader: lost ? 'The buyer keeps the money. Here is what it means for you.' : 'What waited is paid as usual.',
      title,
      blocks: lost
        ? [
            paragraph(
              'The bank of the buyer of order ',
              strong(data.orderNumber),
              ' has decided: the buyer keeps the money.',
            ),
            sums(
              {
                'The buyer got back': money(lost.amountCents),
                'Stackr bears, with its commission and the tax': money(lost.amountCents - lost.wholesalerCents),
              },
              ['Comes off your balance', money(lost.wholesalerCents)],
            ),
            paragraph(
              lost.wholesalerCents > 0
                ? 'It is taken from what you earned with this order, or from your next payouts if that was paid already. The commission on it is given back.'
                : 'Nothing is taken from you.',
            ),
            button('See the dispute', data.disputeUrl),
          ]
        : [
            paragraph(
              data.outcome === 'won'
                ? 'The bank has decided for you: the payment of order '
                : 'The bank asks nothing more about order ',
              strong(data.orderNumber),
              data.outcome === 'won' ? ' stands.' : '.',
            ),
            paragraph(
              data.freedCents > 0
                ? `${money(data.freedCents)} that waited is free again and goes into your next payout after its usual day.`
                : 'Nothing of yours waited, and nothing changes.',
            ),
            button('See the dispute', data.disputeUrl),
          ],
      reason: `You get this letter because you sell on Stackr as ${data.wholesalerName}.`,
    };
  },
});
