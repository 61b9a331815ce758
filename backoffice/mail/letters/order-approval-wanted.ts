import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { button, facts, figure, heading, lines, paragraph, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, link } from '../shape.ts';

/** To the approvers of a store: a buyer's order is above their limit. */
export const orderApprovalWanted = letter({
  schema: addressed.extend({
    storeName: z.string(),
    buyerName: z.string(),
    number: z.string(),
    poNumber: z.string().nullable(),
    currency,
    totalCents: cents,
    limitCents: cents,
    lines: z.array(z.object({ title: z.string(), quantity: z.int(), unitPriceCents: cents })).min(1),
    approvalUrl: link,
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    storeName: 'Kornblume & Söhne',
    buyerName: 'Björn Weiß',
    number: 'A-1024',
    poNumber: 'PO-7731',
    currency: 'EUR',
    totalCents: 61_368,
    limitCents: 40_000,
    lines: [
      { title: 'Breakfast bowl', quantity: 24, unitPriceCents: 1_240 },
      { title: 'Stoneware jug', quantity: 12, unitPriceCents: 1_890 },
    ],
    approvalUrl: 'https://stackr.example/account/approvals/A-1024',
  },
  write: data => {
    const money = (amount: number) => formatMoney(amount, data.currency, data.locale);
    return {
      subject: `${data.buyerName} asks you to approve ${money(data.totalCents)}`,
      preheader: 'Nothing is ordered or reserved until you have decided.',
      title: 'An order waits for you',
      blocks: [
        paragraph(
          strong(data.buyerName),
          ' would like to order for ',
          strong(data.storeName),
          `. It is above their limit of ${money(data.limitCents)} an order.`,
        ),
        figure('Total, with tax and delivery', money(data.totalCents)),
        facts({ Number: data.number, 'PO number': data.poNumber }),
        button('Look at the order', data.approvalUrl),
        heading('What is wanted'),
        lines(
          data.lines.map(({ title, quantity, unitPriceCents }) => ({
            title,
            detail: `${quantity} × ${money(unitPriceCents)}`,
            amount: money(quantity * unitPriceCents),
          })),
        ),
        paragraph('Prices and stock are checked again when you approve.'),
      ],
      reason: `You get this letter because you approve orders of ${data.storeName}.`,
    };
  },
});
