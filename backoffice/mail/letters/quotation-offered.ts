import { formatDate } from '#backoffice/documents/date.ts';
import { button, facts, heading, paragraph, quote, strong } from '../block.ts';
import { letter } from '../letter.ts';
import { offered, quotedLines, quotedSum, sampleLines, sampleQuotation, sampleStoreUrl } from '../quotation-blocks.ts';

/** To the store: a wholesaler has answered. */
export const quotationOffered = letter({
  schema: offered,
  sample: {
    recipientName: 'Zoë Ångström',
    ...sampleQuotation,
    quoteUrl: sampleStoreUrl,
    validUntil: '2026-12-18',
    message: 'From our January firing. The jug has a lid of beech.',
    lines: sampleLines,
  },
  write: data => ({
    subject: `${data.wholesalerName} has answered ${data.number}`,
    preheader: `The offer holds until ${formatDate(data.validUntil, data.locale)}.`,
    title: 'You have an offer',
    blocks: [
      paragraph(
        strong(data.wholesalerName),
        ' has made you an offer. Accept it, answer with the prices you hope for, or compare it with the others first.',
      ),
      button('Compare the offers', data.quoteUrl),
      facts({ Request: data.number, 'Holds until': formatDate(data.validUntil, data.locale) }),
      heading('The offer'),
      quotedLines(data.lines, data),
      quotedSum(data.lines, data),
      ...(data.message ? [heading('Their message'), quote(data.message)] : []),
    ],
    reason: `You get this letter because ${data.storeName} asked for this quote.`,
  }),
});
