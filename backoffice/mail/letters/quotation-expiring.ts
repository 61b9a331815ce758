import { z } from 'zod';
import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, heading, paragraph, strong } from '../block.ts';
import { letter } from '../letter.ts';
import { offered, quotedLines, quotedSum, sampleLines, sampleQuotation, sampleStoreUrl } from '../quotation-blocks.ts';

/** To the store, the day before an offer's last day is over. */
export const quotationExpiring = letter({
  schema: offered.omit({ message: true }).extend({ isAccepted: z.boolean() }),
  sample: {
    recipientName: 'Zoë Ångström',
    ...sampleQuotation,
    quoteUrl: sampleStoreUrl,
    validUntil: '2026-12-18',
    lines: sampleLines,
    isAccepted: false,
  },
  write: data => ({
    subject: `The offer of ${data.wholesalerName} ends tomorrow: ${data.number}`,
    preheader: `Its prices hold until ${formatDate(data.validUntil, data.locale)}.`,
    title: 'An offer ends tomorrow',
    blocks: [
      paragraph(
        'The offer of ',
        strong(data.wholesalerName),
        data.isAccepted
          ? ' waits in your cart. Order it by tomorrow; afterwards the usual prices apply again.'
          : ' can be accepted until tomorrow. Accept it and order, or ask the wholesaler for more time.',
      ),
      button('Open the quote', data.quoteUrl),
      facts({ Request: data.number, 'Last day': formatDate(data.validUntil, data.locale) }),
      heading('The offer'),
      quotedLines(data.lines, data),
      quotedSum(data.lines, data),
    ],
    reason: `You get this letter because ${data.storeName} asked for this quote.`,
  }),
});
