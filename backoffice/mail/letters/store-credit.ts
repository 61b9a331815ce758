import { z } from 'zod';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { type Block, button, facts, figure, paragraph, strong } from '../block.ts';
import { addressed, letter } from '../letter.ts';
import { cents, currency, link } from '../shape.ts';

/** To a store's owners: what was paid for an invoice was credited afterwards, was used on another one, or went back by bank. */
export const storeCredit = letter({
  schema: addressed.extend({
    storeName: z.string(),
    currency,
    creditedCents: cents.nullable(),
    orderNumber: z.string().nullable(),
    used: z.array(z.object({ invoiceNumber: z.string(), cents, leftCents: cents })),
    leftCents: cents,
    paid: z.object({ cents, paidOn: z.string(), bankReference: z.string() }).nullable(),
    invoicesUrl: link,
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    storeName: 'Kornblume & Söhne',
    currency: 'EUR',
    creditedCents: 4_210,
    orderNumber: 'S-100042',
    used: [{ invoiceNumber: 'I-1043', cents: 1_200, leftCents: 0 }],
    leftCents: 3_010,
    paid: null,
    invoicesUrl: 'https://stackr.example/account/invoices',
  },
  write: data => {
    const money = (amount: number) => formatMoney(amount, data.currency, data.locale);
    const blocks: Block[] = [];
    if (data.creditedCents !== null)
      blocks.push(
        paragraph(
          'Order ',
          strong(data.orderNumber ?? ''),
          ' was paid for, and a part of it was credited since. That money is yours.',
        ),
        figure('Credited', money(data.creditedCents)),
      );
    if (data.used.length > 0)
      blocks.push(
        paragraph('We have set your credit against what was open:'),
        facts(
          Object.fromEntries(
            data.used.map(use => [
              use.invoiceNumber,
              use.leftCents > 0
                ? `${money(use.cents)}, ${money(use.leftCents)} left to pay`
                : `${money(use.cents)}, nothing left to pay`,
            ]),
          ),
        ),
      );
    if (data.paid)
      blocks.push(
        paragraph('We have sent your credit to your bank account. It should be there within two working days.'),
        figure('To your bank account', money(data.paid.cents)),
        facts({ 'Sent on': data.paid.paidOn, Reference: data.paid.bankReference }),
      );
    if (data.leftCents > 0)
      blocks.push(
        paragraph(
          strong(money(data.leftCents)),
          ' credit is left. It is used on your next invoice by itself; answer this letter if you would rather have it paid out.',
        ),
      );
    const subject = data.paid
      ? `${money(data.paid.cents)} credit paid out`
      : data.creditedCents === null
        ? `Your credit was used on ${data.used.map(use => use.invoiceNumber).join(', ')}`
        : `${money(data.creditedCents)} credit for ${data.storeName}`;
    return {
      subject,
      preheader: data.leftCents > 0 ? `${money(data.leftCents)} credit is left.` : 'No credit is left.',
      title: data.paid
        ? 'Your credit was paid out'
        : data.creditedCents === null
          ? 'Your credit was used'
          : 'You have credit',
      blocks: [...blocks, button('See your invoices', data.invoicesUrl)],
      reason: `You get this letter because you own ${data.storeName}, which buys on net terms.`,
    };
  },
});
