import { z } from 'zod';
import { button, heading, paragraph, quote, strong } from '../block.ts';
import { letter } from '../letter.ts';
import { aboutQuotation, sampleQuotation, sampleStoreUrl } from '../quotation-blocks.ts';

/** To the other side: nothing comes of it. */
export const quotationDeclined = letter({
  schema: aboutQuotation.extend({
    /** Who ended it, and how. */
    by: z.enum(['store', 'wholesaler']),
    how: z.enum(['declined', 'withdrawn']),
    reason: z.string(),
  }),
  sample: {
    recipientName: 'Zoë Ångström',
    ...sampleQuotation,
    quoteUrl: sampleStoreUrl,
    by: 'wholesaler',
    how: 'declined',
    reason: 'Our kiln is booked until April, we are sorry.',
  },
  write: data => {
    const who = data.by === 'store' ? data.storeName : data.wholesalerName;
    const what = data.by === 'wholesaler' && data.how === 'withdrawn' ? 'the offer' : 'the request';
    const did = data.how === 'withdrawn' ? 'taken back' : 'declined';
    const title =
      data.by === 'store' && data.how === 'declined' ? 'Your offer was not taken' : `${who} has ${did} ${what}`;
    return {
      subject: `${who} has ${did} ${data.number}`,
      preheader: 'No more answers are needed.',
      title,
      blocks: [
        paragraph(strong(who), ` has ${did} ${data.number}. There is nothing left to do.`),
        ...(data.reason ? [heading('Why'), quote(data.reason)] : []),
        button('Look at the request', data.quoteUrl),
      ],
      reason:
        data.by === 'store'
          ? `You get this letter because you sell on Stackr as ${data.wholesalerName}.`
          : `You get this letter because ${data.storeName} asked for this quote.`,
    };
  },
});
